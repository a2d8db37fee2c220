package dev.qoe.sim.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.core.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A value of a scenario with its place: reading goes on after a mistake, so that all are told at
 * once. Confine to one thread.
 */
final class ScenarioNode {

  private final String place;
  private final JsonNode json;
  private final List<String> mistakes;

  ScenarioNode(String place, JsonNode json, List<String> mistakes) {
    this.place = place;
    this.json = json;
    this.mistakes = mistakes;
  }

  void mistake(String rule) {
    mistakes.add((place.isEmpty() ? "$" : place) + ": " + rule);
  }

  boolean present() {
    return !json.isMissingNode();
  }

  boolean isObject() {
    return json.isObject();
  }

  boolean isText() {
    return json.isTextual();
  }

  boolean has(String field) {
    return json.has(field);
  }

  ScenarioNode at(String field) {
    return new ScenarioNode(
        place.isEmpty() ? field : place + "." + field, json.path(field), mistakes);
  }

  /** Refuses fields that are not known; returns whether it is an object at all. */
  boolean object(String... known) {
    if (!json.isObject()) {
      mistake(json.isMissingNode() ? "is missing" : "must be an object: " + shown());
      return false;
    }
    List<String> names = List.of(known);
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!names.contains(field)) {
        at(field)
            .mistake(
                "unknown field%s; known are %s"
                    .formatted(Nearest.hint(field, names), new TreeSet<>(names)));
      }
    }
    return true;
  }

  /** Returns the values of an array; of one that is missing, none. */
  List<ScenarioNode> items() {
    List<ScenarioNode> items = new ArrayList<>();
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        items.add(new ScenarioNode("%s[%d]".formatted(place, i), json.get(i), mistakes));
      }
    } else if (present()) {
      mistake("must be an array: " + shown());
    }
    return items;
  }

  List<String> fields() {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  String text() {
    if (json.isTextual() && !json.textValue().isBlank()) {
      return json.textValue();
    }
    mistake(json.isMissingNode() ? "is missing" : "must be a text: " + shown());
    return "";
  }

  String text(String otherwise) {
    return present() ? text() : otherwise;
  }

  /** Returns one of some words. */
  String word(String otherwise, List<String> words) {
    String text = text(otherwise);
    if (!text.isEmpty() && !words.contains(text)) {
      mistake("must be one of %s: '%s'%s".formatted(words, text, Nearest.hint(text, words)));
      return otherwise;
    }
    return text;
  }

  double number() {
    if (json.isNumber() && Double.isFinite(json.doubleValue())) {
      return json.doubleValue();
    }
    mistake(json.isMissingNode() ? "is missing" : "must be a number: " + shown());
    return Double.NaN;
  }

  double number(double otherwise) {
    return present() ? number() : otherwise;
  }

  long whole(long otherwise) {
    if (present() && !json.isIntegralNumber()) {
      mistake("must be a whole number: " + shown());
      return otherwise;
    }
    return present() ? json.longValue() : otherwise;
  }

  /** Makes something of a text; what the maker refuses is a mistake. */
  <T> List<T> made(Function<String, T> maker) {
    String text = text();
    return text.isEmpty() ? List.of() : tried(() -> maker.apply(text));
  }

  /** Makes something; what the maker refuses is a mistake. */
  <T> List<T> tried(java.util.function.Supplier<T> maker) {
    try {
      return List.of(maker.get());
    } catch (IllegalArgumentException e) {
      mistake(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private String shown() {
    String text = json.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
