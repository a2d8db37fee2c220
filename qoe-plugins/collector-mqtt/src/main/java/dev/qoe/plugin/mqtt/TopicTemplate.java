package dev.qoe.plugin.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A filter of topics whose levels may have names, such as <code>site/{site}/cell/{cell}/+</code>.
 *
 * <p>A level is a text, <code>{name}</code>, {@code +} for any one, or at the end {@code #} for any
 * number. Immutable.
 */
final class TopicTemplate {

  private final String text;
  private final List<String> levels;

  /** The names of the levels, "" for one that has none. */
  private final List<String> names;

  private TopicTemplate(String text, List<String> levels) {
    this.text = text;
    this.levels = levels;
    names =
        levels.stream()
            .map(level -> level.startsWith("{") ? level.substring(1, level.length() - 1) : "")
            .toList();
  }

  /**
   * Returns a template.
   *
   * @throws IllegalArgumentException if a level cannot be read
   */
  static TopicTemplate of(String text) {
    List<String> levels = List.of(text.split("/", -1));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean named = level.matches("\\{[A-Za-z_][A-Za-z0-9_.-]*\\}");
      boolean any = level.equals("+") || (level.equals("#") && i == levels.size() - 1);
      if ((!named && !any && !level.matches("[^+#{}\\u0000]*"))
          || (named && !names.add(level))
          || text.isEmpty()) {
        throw new IllegalArgumentException(
            "topic must be levels joined by '/', each a text, {name}, + or at the end #: '%s'"
                .formatted(text));
      }
    }
    return new TopicTemplate(text, levels);
  }

  /** Returns the filter that a broker is given. */
  String filter() {
    List<String> filter = new ArrayList<>();
    levels.forEach(level -> filter.add(level.startsWith("{") ? "+" : level));
    return String.join("/", filter);
  }

  /** Returns what a topic fills the names with; empty if it does not fit. */
  Optional<Map<String, String>> match(String topic) {
    Map<String, String> values = new HashMap<>();
    int from = 0;
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (level.equals("#")) {
        return Optional.of(values);
      }
      if (from > topic.length()) {
        return Optional.empty();
      }
      int slash = topic.indexOf('/', from);
      int end = slash < 0 ? topic.length() : slash;
      if (!names.get(i).isEmpty()) {
        values.put(names.get(i), topic.substring(from, end));
      } else if (!level.equals("+")
          && !(level.length() == end - from && topic.startsWith(level, from))) {
        return Optional.empty();
      }
      from = end + 1;
    }
    return from > topic.length() ? Optional.of(values) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
