package dev.qoe.plugin.host;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a {@link CollectConfig}, and finds all its mistakes. */
final class CollectConfigReader {

  static final List<String> TOP = List.of("plugins", "collectors");
  static final List<String> PLUGINS =
      List.of("folders", "checksums", "signers", "items-per-second");
  static final List<String> COLLECTOR =
      List.of("type", "interval", "deadline", "jitter", "elements", "settings", "targets");
  static final List<String> TARGET = List.of("element", "address", "labels");

  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final Duration DEADLINE = Duration.ofSeconds(30);
  static final double JITTER = 0.05;

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  CollectConfigReader(Path file) {
    this.file = file;
  }

  CollectConfig read() throws IOException {
    Node root = NodeReader.read(file);
    Map<String, Node> top = fields(root, "the configuration", TOP);
    CollectConfig.Plugins plugins = plugins(top.get("plugins"));
    List<CollectConfig.Job> collectors = collectors(root, top.get("collectors"));
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(file.toString(), problems);
    }
    return new CollectConfig(file, plugins, collectors);
  }

  // ---- parts -----------------------------------------------------------------------------------

  private CollectConfig.Plugins plugins(@Nullable Node node) {
    Map<String, Node> given = node == null ? Map.of() : fields(node, "plugins", PLUGINS);
    List<Path> folders = new ArrayList<>();
    texts(given.get("folders"), "plugins.folders").forEach(text -> folders.add(Path.of(text)));
    List<Path> signers = new ArrayList<>();
    texts(given.get("signers"), "plugins.signers").forEach(text -> signers.add(Path.of(text)));
    List<String> checksums = texts(given.get("checksums"), "plugins.checksums");
    for (String checksum : checksums) {
      try {
        PluginTrust.none().andChecksums(List.of(checksum));
      } catch (IllegalArgumentException e) {
        problem(given.get("checksums"), "plugins.checksums: " + e.getMessage());
      }
    }
    Optional<Integer> items =
        value(
            given.get("items-per-second"),
            "plugins.items-per-second",
            "a whole number from 1 (example: 50000)",
            text -> atLeastOne(Integer.parseInt(text)));
    return new CollectConfig.Plugins(folders, checksums, signers, items);
  }

  private List<CollectConfig.Job> collectors(Node root, @Nullable Node node) {
    if (node == null || node.fields() == null || node.fields().isEmpty()) {
      problem(
          node == null ? root : node,
          "collectors is missing: a map from names to collectors, each with its type");
      return List.of();
    }
    List<CollectConfig.Job> collectors = new ArrayList<>();
    node.fields().forEach((name, one) -> collectors.add(collector(name, one)));
    return collectors;
  }

  private CollectConfig.Job collector(String name, Node node) {
    String path = "collectors." + name;
    Map<String, Node> given = fields(node, path, COLLECTOR);
    String type =
        value(given.get("type"), path + ".type", "a text", text -> text)
            .orElseGet(
                () -> {
                  problem(node, path + ".type is missing: the type of collector");
                  return "";
                });
    Duration interval = duration(given.get("interval"), path + ".interval").orElse(INTERVAL);
    Optional<Duration> asked = duration(given.get("deadline"), path + ".deadline");
    if (asked.isPresent() && asked.get().compareTo(interval) > 0) {
      problem(
          given.get("deadline"),
          "%s.deadline must be at most the interval %s: %s".formatted(path, interval, asked.get()));
    }
    Duration deadline = asked.orElse(interval.compareTo(DEADLINE) < 0 ? interval : DEADLINE);
    double jitter =
        value(
                given.get("jitter"),
                path + ".jitter",
                "a number from 0 to 0.5 (example: 0.1)",
                text -> upToHalf(Double.parseDouble(text)))
            .orElse(JITTER);
    Optional<ElementPath> elements =
        value(
            given.get("elements"),
            path + ".elements",
            "the path of an element (example: acme/cork)",
            ElementPath::of);
    Map<String, String> places = new HashMap<>();
    places.put("", place(node));
    Map<String, Object> settings = settings(given.get("settings"), path, places);
    List<Target> targets = targets(given.get("targets"), path);
    return new CollectConfig.Job(
        name, type, interval, deadline, jitter, elements, settings, targets, places);
  }

  private Map<String, Object> settings(
      @Nullable Node node, String path, Map<String, String> places) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (node == null || node.empty()) {
      return settings;
    }
    if (node.fields() == null) {
      problem(node, path + ".settings must be a map");
      return settings;
    }
    node.fields()
        .forEach(
            (name, value) -> {
              places.put(name, place(value));
              if (!value.empty()) {
                settings.put(name, value.plain());
              }
            });
    return settings;
  }

  private List<Target> targets(@Nullable Node node, String path) {
    List<Target> targets = new ArrayList<>();
    if (node == null || node.empty()) {
      return targets;
    }
    if (node.items() == null) {
      problem(node, path + ".targets must be a list (example: [{element: acme/a, address: a}])");
      return targets;
    }
    Set<Target> distinct = new HashSet<>();
    for (int i = 0; i < node.items().size(); i++) {
      Node one = node.items().get(i);
      String where = "%s.targets[%d]".formatted(path, i);
      target(one, where)
          .ifPresent(
              target -> {
                if (distinct.add(target)) {
                  targets.add(target);
                } else {
                  problem(one, where + " is there already: " + target.element());
                }
              });
    }
    return targets;
  }

  private Optional<Target> target(Node node, String path) {
    Map<String, Node> given = fields(node, path, TARGET);
    Optional<ElementPath> element =
        value(
            given.get("element"),
            path + ".element",
            "the path of an element (example: acme/cork/router-1)",
            ElementPath::of);
    if (element.isEmpty() && given.get("element") == null) {
      problem(node, path + ".element is missing: the path of an element");
    }
    String address = value(given.get("address"), path + ".address", "a text", t -> t).orElse("");
    Map<String, String> labels = new LinkedHashMap<>();
    Node labelled = given.get("labels");
    if (labelled != null && labelled.fields() == null && !labelled.empty()) {
      problem(labelled, path + ".labels must be a map of texts");
    } else if (labelled != null && labelled.fields() != null) {
      labelled
          .fields()
          .forEach(
              (name, value) ->
                  value(value, path + ".labels." + name, "a text", text -> text)
                      .ifPresent(text -> labels.put(name, text)));
    }
    return element.map(at -> new Target(at, address, labels));
  }

  // ---- values ----------------------------------------------------------------------------------

  private Map<String, Node> fields(Node node, String path, List<String> known) {
    if (node.fields() == null) {
      problem(node, path + " must be a map with some of " + known);
      return Map.of();
    }
    node.fields()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                problem(
                    value,
                    "%s has no '%s'%s; known are %s"
                        .formatted(path, name, Nearest.hint(name, known), known));
              }
            });
    return node.fields();
  }

  private List<String> texts(@Nullable Node node, String path) {
    List<String> texts = new ArrayList<>();
    if (node != null && !node.empty()) {
      List<Node> items = node.items() == null ? List.of(node) : node.items();
      for (Node item : items) {
        value(item, path, "a text or a list of texts", text -> text).ifPresent(texts::add);
      }
    }
    return texts;
  }

  private Optional<Duration> duration(@Nullable Node node, String path) {
    return value(
        node,
        path,
        "a duration above zero (example: PT10S)",
        text -> {
          Duration parsed = Duration.parse(text);
          if (parsed.isNegative() || parsed.isZero()) {
            throw new IllegalArgumentException("not above zero");
          }
          return parsed;
        });
  }

  private <T> Optional<T> value(
      @Nullable Node node, String path, String rule, Function<String, T> parser) {
    if (node == null || node.empty()) {
      return Optional.empty();
    }
    if (node.text() == null) {
      problem(node, "%s must be %s".formatted(path, rule));
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(node.text()));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      problem(node, "%s must be %s: '%s'".formatted(path, rule, node.text()));
      return Optional.empty();
    }
  }

  private static int atLeastOne(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("below 1");
    }
    return value;
  }

  private static double upToHalf(double value) {
    if (!(value >= 0 && value <= 0.5)) {
      throw new IllegalArgumentException("not from 0 to 0.5");
    }
    return value;
  }

  private void problem(@Nullable Node node, String text) {
    problems.add((node == null ? file.toString() : place(node)) + ": " + text);
  }

  private String place(Node node) {
    return "%s:%d:%d".formatted(file, node.line(), node.column());
  }
}
