package dev.qoe.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the hello collector")
class HelloCollectorTest {

  private static final Path HERE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path ARCHETYPE =
      HERE.resolve(
          "../../qoe-plugins/archetype-collector/src/main/resources/archetype-resources/src");

  @Test
  @DisplayName("is written in at most forty lines, imports included")
  void isShort() throws IOException {
    assertThat(Files.readAllLines(source("main", "HelloCollectorFactory"))).hasSizeLessThan(41);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "main/java/__name__CollectorFactory.java",
        "test/java/__name__CollectorTckTest.java",
        "test/java/__name__JarIT.java",
      })
  @DisplayName("is what the archetype makes, so that its template compiles and keeps the contract")
  void isTheArchetypes(String template) throws IOException {
    String made =
        Files.readString(ARCHETYPE.resolve(template))
            .replace("${package}", "dev.qoe.examples.hello")
            .replace("${name.toLowerCase()}", "hello")
            .replace("${name}", "Hello");
    String name = Path.of(template).getFileName().toString().replace("__name__", "Hello");
    String set = template.substring(0, 4);
    assertThat(Files.readString(source(set, name.replace(".java", "")))).isEqualTo(made);
  }

  private static Path source(String set, String type) {
    return HERE.resolve("src")
        .resolve(set)
        .resolve("java/dev/qoe/examples/hello/" + type + ".java");
  }
}
