package dev.qoe.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A setting")
class SettingKindsTest {

  /** Kinds of security. */
  private enum Level {
    NO_AUTH,
    AUTH_PRIV
  }

  private static <T> T value(Setting<T> setting, Object given) {
    return Settings.of("x", List.of(setting), Map.of(setting.name(), given)).get(setting);
  }

  private static <T> T absent(Setting<T> setting) {
    return Settings.of("x", List.of(setting), Map.of()).get(setting);
  }

  private static void assertRefused(Setting<?> setting, Object given, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(setting, given))
        .withMessage(message);
  }

  @Test
  @DisplayName("can be a choice, written in small letters")
  void choice() {
    Setting<Level> level = Setting.choice("level", Level.NO_AUTH, "how safe");
    assertThat(value(level, "auth-priv")).isEqualTo(Level.AUTH_PRIV);
    assertThat(absent(level)).isEqualTo(Level.NO_AUTH);
    assertRefused(
        level,
        "none",
        "setting 'level' of x is not one of [no-auth, auth-priv]: 'none' (example: no-auth)");
    assertThat(level.type()).isEqualTo("one of [no-auth, auth-priv]");
  }

  @Test
  @DisplayName("can be a list of texts; one text is a list of it")
  void list() {
    Setting<List<String>> topics = Setting.list("topics", List.of("#"), "which topics");
    assertThat(value(topics, List.of("a", 1, true))).containsExactly("a", "1", "true");
    assertThat(value(topics, "a,b")).containsExactly("a,b");
    assertThat(absent(topics)).containsExactly("#");
    assertRefused(
        topics,
        List.of(List.of("a")),
        "setting 'topics' of x is not a list of texts: '[[a]]' (example: [cork, dublin])");
  }

  @Test
  @DisplayName("can be a map of texts, a tree, or a list of trees, which cannot be changed")
  void maps() {
    Setting<Map<String, String>> labels = Setting.map("labels", "names and texts");
    assertThat(value(labels, Map.of("a", 1))).isEqualTo(Map.of("a", "1"));
    assertThat(absent(labels)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(labels, Map.of("a", List.of())))
        .withMessageStartingWith("setting 'labels' of x is not a map of texts: ");
    Setting<Map<String, Object>> columns = Setting.tree("columns", "what is where");
    Map<String, Object> tree = Map.of("rtt", Map.of("kpi", "RTT", "also", List.of("a", 2)));
    Map<String, Object> read = value(columns, tree);
    assertThat(read).isEqualTo(Map.of("rtt", Map.of("kpi", "RTT", "also", List.of("a", "2"))));
    assertThatThrownBy(() -> read.put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> value(columns, "flat"));
    Setting<List<Map<String, Object>>> paths = Setting.trees("paths", "what is where");
    assertThat(value(paths, List.of(Map.of("a", "b")))).containsExactly(Map.of("a", "b"));
    assertThat(value(paths, Map.of("a", "b"))).containsExactly(Map.of("a", "b"));
    assertThat(absent(paths)).isEmpty();
  }

  @Test
  @DisplayName("can be a path or an absolute URI, given or not")
  void optional() {
    Setting<Optional<Path>> key = Setting.path("key", "the key").optional();
    assertThat(absent(key)).isEmpty();
    assertThat(value(key, "a/b")).contains(Path.of("a/b"));
    assertThat(key.required()).isFalse();
    Setting<URI> uri = Setting.uri("url", "where");
    assertThat(value(uri, "tcp://broker:1883")).isEqualTo(URI.create("tcp://broker:1883"));
    assertRefused(
        uri,
        "broker",
        "setting 'url' of x is not an absolute URI: 'broker' (example: https://nms.example/in)");
    assertThat(uri.orElse(URI.create("a:b")).defaultValue()).contains(URI.create("a:b"));
    assertThat(uri.example()).startsWith("https:");
  }

  @Test
  @DisplayName("can have a rule, which its default keeps too")
  void rules() {
    Setting<Integer> port = Setting.integer("port", 161, "which port").where(p -> p > 0, "above 0");
    assertThat(value(port, 5)).isEqualTo(5);
    assertRefused(port, -1, "setting 'port' of x must be above 0: '-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.integer("port", 0, "which port").where(p -> p > 0, "above 0"))
        .withMessage("default of setting 'port' must be above 0: 0");
    Setting<String> key = Setting.secret("key", "a key").where(k -> k.length() > 3, "longer");
    assertRefused(key, "abc", "setting 'key' of x must be longer: (not shown)");
  }

  @Test
  @DisplayName("can name secrets, which are filled in and never shown")
  void secrets() {
    Secrets vault = name -> name.equals("A") ? Optional.of("s3cret") : Optional.empty();
    Setting<String> password = Setting.secret("password", "a password");
    Setting<Integer> port = Setting.integer("port", 1, "a port");
    Setting<Map<String, Object>> tree = Setting.tree("tree", "a tree");
    List<Setting<?>> all = List.of(password, port, tree);
    Settings settings =
        Settings.resolved(
            "x",
            all,
            Map.of("password", "x${A}$${A}", "tree", Map.of("keys", List.of("${A}", 7))),
            vault);
    assertThat(settings.get(password)).isEqualTo("xs3cret${A}");
    assertThat(settings.get(tree)).isEqualTo(Map.of("keys", List.of("s3cret", "7")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Settings.resolved("x", all, Map.of("password", "${B}", "port", "${A}"), vault))
        .withMessageContainingAll(
            "setting 'password' of x: there is no secret 'B' (set an environment variable",
            "setting 'port' of x is not a whole number: '${A}' (example: 5)")
        .withMessageNotContaining("s3cret");
    assertThat(Secrets.none().find("A")).isEmpty();
    assertThat(Secrets.environment().find("NO_SUCH_VARIABLE_SURELY")).isEmpty();
  }
}
