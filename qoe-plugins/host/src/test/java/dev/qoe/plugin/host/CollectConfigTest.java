package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration of a scheduler")
class CollectConfigTest {

  @TempDir Path temp;

  private static final String YAML =
      """
      plugins:
        folders: [plugins, more]
        checksums: %s
        items-per-second: 500
      collectors:
        routers:
          type: snmp
          interval: PT10S
          deadline: PT5S
          jitter: 0.1
          settings:
            community: ${COMMUNITY}
            port: 0161
            tables: [if, {name: sensors, oid: 1.3.6.1}]
            nothing:
          targets:
            - {element: acme/cork/router-1, address: 192.0.2.1, labels: {site: cork}}
            - element: acme/cork/router-2
        field:
          type: mqtt
          elements: acme
      """
          .formatted("a".repeat(64));

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  @Test
  @DisplayName("is YAML, with defaults for what is not said")
  void yaml() throws IOException {
    CollectConfig config = CollectConfig.read(write("c.yaml", YAML));
    assertThat(config.plugins().folders()).containsExactly(Path.of("plugins"), Path.of("more"));
    assertThat(config.plugins().itemsPerSecond()).contains(500);
    CollectConfig.Job routers = config.collectors().get(0);
    assertThat(routers.name()).isEqualTo("routers");
    assertThat(routers.interval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(routers.deadline()).isEqualTo(Duration.ofSeconds(5));
    assertThat(routers.jitter()).isEqualTo(0.1);
    assertThat(routers.settings())
        .isEqualTo(
            Map.of(
                "community",
                "${COMMUNITY}",
                "port",
                "0161",
                "tables",
                List.of("if", Map.of("name", "sensors", "oid", "1.3.6.1"))));
    assertThat(routers.targets())
        .containsExactly(
            new Target(ElementPath.of("acme/cork/router-1"), "192.0.2.1", Map.of("site", "cork")),
            Target.of(ElementPath.of("acme/cork/router-2"), ""));
    CollectConfig.Job field = config.collectors().get(1);
    assertThat(field.elements()).contains(ElementPath.of("acme"));
    assertThat(field.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(field.deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.plugins().trust()).isNotNull();
  }

  @Test
  @DisplayName("is JSON if its name says so")
  void json() throws IOException {
    Path file =
        write(
            "c.json",
            "{\"collectors\": {\"a\": {\"type\": \"hello\", \"interval\": \"PT1S\","
                + " \"settings\": {\"deep\": {\"list\": [1, true, \"x\"]}},"
                + " \"targets\": [{\"element\": \"acme/a\"}]}}}");
    CollectConfig config = CollectConfig.read(file);
    assertThat(config.collectors().get(0).settings())
        .isEqualTo(Map.of("deep", Map.of("list", List.of("1", "true", "x"))));
    assertThat(config.collectors().get(0).deadline()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.plugins().folders()).isEmpty();
  }

  private ObjectAssert<InvalidConfigurationException> assertMistakes(String name, String text)
      throws IOException {
    Path file = write(name, text);
    return assertThatThrownBy(() -> CollectConfig.read(file))
        .asInstanceOf(type(InvalidConfigurationException.class));
  }

  @Test
  @DisplayName("is told all its mistakes at once, with line, column and the near name")
  void mistakes() throws IOException {
    String text =
        """
        plugin: {}
        plugins:
          checksums: [abc]
          items-per-second: 0
        collectors:
          a:
            type: [x]
            intervall: PT10S
            interval: 10
            jitter: 2
            elements: a//b
            settings: none
            targets:
              - {element: acme/x}
              - {element: acme/x}
              - {adress: 192.0.2.1}
              - {element: acme/y, labels: red}
          b:
            interval: PT5S
            deadline: PT6S
            targets: acme/x
          c: hello
        """;
    Path file = temp.resolve("c.yaml");
    assertMistakes("c.yaml", text)
        .extracting(InvalidConfigurationException::problems)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder(
            file
                + ":1:1: the configuration has no 'plugin'; did you mean 'plugins'?; known are"
                + " [plugins, collectors]",
            file
                + ":3:3: plugins.checksums: checksum of a plugin must be 64 hexadecimal digits"
                + " (SHA-256): 'abc'",
            file
                + ":4:3: plugins.items-per-second must be a whole number from 1 (example: 50000):"
                + " '0'",
            file + ":7:5: collectors.a.type must be a text",
            file + ":6:3: collectors.a.type is missing: the type of collector",
            file
                + ":8:5: collectors.a has no 'intervall'; did you mean 'interval'?; known are "
                + CollectConfigReader.COLLECTOR,
            file
                + ":9:5: collectors.a.interval must be a duration above zero (example: PT10S):"
                + " '10'",
            file + ":10:5: collectors.a.jitter must be a number from 0 to 0.5 (example: 0.1): '2'",
            file
                + ":11:5: collectors.a.elements must be the path of an element (example:"
                + " acme/cork): 'a//b'",
            file + ":12:5: collectors.a.settings must be a map",
            file + ":15:9: collectors.a.targets[1] is there already: acme/x",
            file
                + ":16:10: collectors.a.targets[2] has no 'adress'; did you mean 'address'?;"
                + " known are [element, address, labels]",
            file + ":16:9: collectors.a.targets[2].element is missing: the path of an element",
            file + ":17:27: collectors.a.targets[3].labels must be a map of texts",
            file + ":18:3: collectors.b.type is missing: the type of collector",
            file + ":20:5: collectors.b.deadline must be at most the interval PT5S: PT6S",
            file
                + ":21:5: collectors.b.targets must be a list (example: [{element: acme/a,"
                + " address: a}])",
            file
                + ":22:3: collectors.c must be a map with some of "
                + CollectConfigReader.COLLECTOR,
            file + ":22:3: collectors.c.type is missing: the type of collector");
  }

  @Test
  @DisplayName("is refused with its place where it is no YAML or JSON, or ambiguous")
  void syntax() throws IOException {
    assertMistakes("c.yaml", "collectors:\n  a: [1, 2\n").satisfies(this::namesOnePlace);
    assertMistakes("d.yaml", "collectors:\n  a: &x 1\n  b: *x\n")
        .satisfies(e -> assertThat(e).hasMessageContaining("d.yaml:3:3: an alias (*) stands here"));
    assertMistakes("e.yaml", "a: 1\na: 2\n").satisfies(this::namesOnePlace);
    assertMistakes("f.json", "{\"a\": 1, \"a\": 2}").satisfies(this::namesOnePlace);
    assertMistakes("g.json", "{\"a\": 1,").satisfies(this::namesOnePlace);
    assertMistakes("h.yaml", "").satisfies(e -> assertThat(e).hasMessageContaining("is empty"));
    assertMistakes("i.yaml", "---\ncollectors: {}\n---\nmore: 1\n")
        .satisfies(e -> assertThat(e).hasMessageContaining("one document must be all"));
    assertMistakes("j.yaml", "plugins: {}\n")
        .satisfies(e -> assertThat(e).hasMessageContaining("collectors is missing"));
    assertThatThrownBy(() -> CollectConfig.read(temp.resolve("no.yaml")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void namesOnePlace(InvalidConfigurationException e) {
    assertThat(e.problems()).hasSize(1);
    assertThat(e.problems().get(0)).matches("(?s).*\\.(yaml|json):\\d+:\\d+: .+");
  }

  @Test
  @DisplayName("has a published schema that knows the same names")
  void schema() throws IOException {
    Path docs = Path.of(System.getProperty("basedir", "."), "..", "..", "docs").normalize();
    Path file = docs.resolve("collect.schema.json");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(file), "the documentation is not beside the module");
    JsonNode schema = new ObjectMapper().readTree(file.toFile());
    assertThat(names(schema)).containsExactlyElementsOf(CollectConfigReader.TOP);
    assertThat(names(schema.at("/properties/plugins")))
        .containsExactlyElementsOf(CollectConfigReader.PLUGINS);
    assertThat(names(schema.at("/$defs/collector")))
        .containsExactlyElementsOf(CollectConfigReader.COLLECTOR);
    assertThat(names(schema.at("/$defs/target")))
        .containsExactlyElementsOf(CollectConfigReader.TARGET);
  }

  private static List<String> names(JsonNode object) {
    assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
    List<String> names = new ArrayList<>();
    object.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
