package dev.qoe.plugin.snmp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map of a profile's file, read key by key; mistakes are gathered, so that all are told at once.
 *
 * <p>Confine to one thread.
 */
final class Tree {

  private final String place;
  private final Map<String, Object> left;
  private final List<String> mistakes;

  private Tree(String place, Map<String, Object> left, List<String> mistakes) {
    this.place = place;
    this.left = left;
    this.mistakes = mistakes;
  }

  /** Returns what {@code value} holds, which is called {@code place} in messages. */
  static Tree of(String place, @Nullable Object value, List<String> mistakes) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> copy.put(String.valueOf(key), one == null ? "" : one));
    } else {
      mistakes.add("%s must be a map: '%s'".formatted(place, value));
    }
    return new Tree(place, copy, mistakes);
  }

  /** Returns where it is, for messages. */
  String place() {
    return place;
  }

  /** Notes a mistake. */
  void mistake(String what) {
    mistakes.add(place + " " + what);
  }

  /** Returns a text that must be there. */
  String text(String key) {
    String text = text(key, "");
    if (text.isBlank()) {
      mistake("needs '%s'".formatted(key));
    }
    return text;
  }

  /** Returns a text, or the one given if it is not there. */
  String text(String key, String otherwise) {
    Object value = left.remove(key);
    return value == null ? otherwise : String.valueOf(value);
  }

  /** Returns a number, or the one given if it is not there. */
  double number(String key, double otherwise) {
    return parsed(key, otherwise, Double::parseDouble, "a number");
  }

  /** Returns what a text means, or the value given if it is not there or means nothing. */
  <T> T parsed(String key, T otherwise, Function<String, T> parser, String what) {
    Object value = left.remove(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return parser.apply(String.valueOf(value));
    } catch (RuntimeException e) {
      mistake("'%s' is not %s: '%s'".formatted(key, what, value));
      return otherwise;
    }
  }

  /** Returns a list of texts; one text alone stands for a list of it. */
  List<String> texts(String key) {
    return strings(left.remove(key));
  }

  /** Returns a list of maps. */
  List<Tree> trees(String key) {
    List<Tree> trees = new ArrayList<>();
    Object value = left.remove(key);
    int number = 1;
    for (Object one : value instanceof Collection<?> many ? many : List.of()) {
      trees.add(of("%s, %s %d".formatted(place, key, number++), one, mistakes));
    }
    if (value != null && !(value instanceof Collection<?>)) {
      mistake("'%s' must be a list".formatted(key));
    }
    return trees;
  }

  /** Returns a map of whatever it holds, in order. */
  Map<String, Object> map(String key) {
    Object value = left.remove(key);
    return value == null ? Map.of() : of(place + ", " + key, value, mistakes).left;
  }

  /** Returns a map of sets of texts, in order. */
  Map<String, Set<String>> sets(String key) {
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    map(key).forEach((name, value) -> sets.put(name, new LinkedHashSet<>(strings(value))));
    return sets;
  }

  /** Notes the keys that nobody asked for. */
  void end() {
    left.keySet().forEach(key -> mistake("has no '%s'".formatted(key)));
  }

  private static List<String> strings(@Nullable Object value) {
    if (value instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(String.valueOf(value));
  }
}
