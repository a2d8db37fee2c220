package dev.qoe.sim.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.core.config.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a scenario and the mistakes in them: after one it goes on, so that all are told.
 *
 * <p>Confine to one thread.
 */
final class ScenarioFields {

  private final List<String> mistakes = new ArrayList<>();

  void mistake(String at, String rule) {
    mistakes.add(at + ": " + rule);
  }

  void throwIfAny() {
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "scenario has %d mistake(s):%n  %s"
              .formatted(mistakes.size(), String.join(System.lineSeparator() + "  ", mistakes)));
    }
  }

  /** Returns the path of a field. */
  static String path(String at, String field) {
    return at.isEmpty() ? field : at + "." + field;
  }

  /** Refuses other fields; returns false if it is no object at all. */
  boolean known(String at, JsonNode object, String... fields) {
    if (!object.isObject()) {
      mistake(
          at.isEmpty() ? "$" : at,
          object.isMissingNode() ? "is missing" : "must be an object: " + object);
      return false;
    }
    List<String> known = List.of(fields);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        mistake(
            path(at, field.getKey()),
            "unknown field%s; known are %s"
                .formatted(Nearest.hint(field.getKey(), known), new TreeSet<>(known)));
      }
    }
    return true;
  }

  /** Returns what a text means, or {@code otherwise} if it is missing or means nothing. */
  <T> T parsed(String at, JsonNode value, String rule, Function<String, T> parser, T otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      mistake(at, "must be %s: %s".formatted(rule, value));
      return otherwise;
    }
    try {
      return parser.apply(value.textValue());
    } catch (IllegalArgumentException e) {
      mistake(at, String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      mistake(at, "must be %s: %s".formatted(rule, value));
    }
    return otherwise;
  }

  /** Returns what a text means, which must be there. */
  <T> T required(String at, JsonNode value, String rule, Function<String, T> parser, T otherwise) {
    if (value.isMissingNode()) {
      mistake(at, "is missing; it must be " + rule);
    }
    return parsed(at, value, rule, parser, otherwise);
  }

  Duration duration(String at, JsonNode value, Duration otherwise) {
    return parsed(at, value, "a duration such as \"PT10S\"", Duration::parse, otherwise);
  }

  double number(String at, JsonNode value, double otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      mistake(at, "must be a finite number: " + value);
      return otherwise;
    }
    return value.doubleValue();
  }

  long whole(String at, JsonNode value, long otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      mistake(at, "must be a whole number: " + value);
      return otherwise;
    }
    return value.longValue();
  }

  boolean flag(String at, JsonNode value, boolean otherwise) {
    if (!value.isMissingNode() && !value.isBoolean()) {
      mistake(at, "must be true or false: " + value);
    }
    return value.asBoolean(otherwise);
  }

  /** Returns what is made of the fields, or null and a mistake if they do not go together. */
  <T> @Nullable T made(String at, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      mistake(at, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
