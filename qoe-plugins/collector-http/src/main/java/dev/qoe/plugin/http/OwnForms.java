package dev.qoe.plugin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two forms of measurements that need no rules: one measurement, {@code {"element", "kpi",
 * "time", "value", "unit", "quality"}}, or a device's signals, {@code {"timestamp", "signals":
 * {name: value}}}.
 *
 * <p>Without an element it is the origin's, without a time it is now. A signal is called by a rule,
 * or by the code of its indicator. Immutable.
 */
final class OwnForms {

  private final Map<String, ValueRule> signals = new HashMap<>();

  OwnForms(List<ValueRule> rules) {
    rules.forEach(rule -> signals.put(rule.path(), rule));
  }

  /** Hands on what an object holds, or rejects it. */
  void read(JsonNode object, String place, Origin origin, Sink to) {
    if (!object.isObject()) {
      to.reject("not-a-measurement", place, "a JSON object is expected: " + shown(object));
      return;
    }
    try {
      ElementPath element =
          object.has("element") ? ElementPath.of(text(object, "element")) : origin.root();
      if (object.has("signals")) {
        signals(object, element, place, origin, to);
      } else {
        measurement(object, element, place, origin, to);
      }
    } catch (IllegalArgumentException e) {
      to.reject("not-a-measurement", place, String.valueOf(e.getMessage()));
    }
  }

  private static void measurement(
      JsonNode object, ElementPath element, String place, Origin origin, Sink to) {
    if (!object.has("kpi") || !object.has("value")) {
      throw new IllegalArgumentException(
          "it must have 'kpi' and 'value', or 'signals': " + shown(object));
    }
    Instant time = time(object.get("time"), "time", origin);
    double value = number(object.get("value"), "value");
    double quality = object.hasNonNull("quality") ? number(object.get("quality"), "quality") : 1;
    Unit unit = object.hasNonNull("unit") ? Unit.of(text(object, "unit")) : Unit.DECLARED;
    Kpi kpi = Kpi.of(text(object, "kpi"));
    Emission.measurement(element, kpi, time, value, unit, quality, place, origin, to);
  }

  private void signals(JsonNode object, ElementPath element, String place, Origin origin, Sink to) {
    Instant time = time(object.get("timestamp"), "timestamp", origin);
    if (!object.get("signals").isObject()) {
      throw new IllegalArgumentException("'signals' must be an object: " + shown(object));
    }
    for (Map.Entry<String, JsonNode> signal : object.get("signals").properties()) {
      if (signal.getValue().isNull()) {
        continue;
      }
      try {
        double value = number(signal.getValue(), signal.getKey());
        ValueRule rule = rule(signal.getKey());
        if (!origin.root().contains(element)) {
          to.reject(
              "foreign-element",
              place,
              "element '%s' is not below '%s'".formatted(element, origin.root()));
          return;
        }
        Emission.value(element, rule, time, value, place, origin, to);
      } catch (IllegalArgumentException e) {
        to.reject("bad-signal", place, String.valueOf(e.getMessage()));
      }
    }
  }

  private ValueRule rule(String signal) {
    ValueRule rule = signals.get(signal);
    if (rule != null) {
      return rule;
    }
    try {
      return new ValueRule(signal, Kpi.of(signal), Unit.DECLARED, 1, Map.of(), false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "signal '%s' is neither in the settings nor the code of an indicator"
              .formatted(shown(signal)),
          e);
    }
  }

  private static Instant time(@Nullable JsonNode node, String field, Origin origin) {
    if (node == null || node.isNull()) {
      return origin.now();
    }
    Optional<Instant> time = node.isValueNode() ? Times.parse(node.asText()) : Optional.empty();
    return time.orElseThrow(
        () ->
            new IllegalArgumentException(
                "'%s' is no time: %s (example: 2026-01-01T00:00:00Z)"
                    .formatted(field, shown(node))));
  }

  /** Returns a number; true and false are 1 and 0. */
  static double number(JsonNode node, String field) {
    if (node.isBoolean()) {
      return node.booleanValue() ? 1 : 0;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException(
          "'%s' must be a number: %s".formatted(shown(field), shown(node)));
    }
    return node.doubleValue();
  }

  private static String text(JsonNode object, String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isTextual()) {
      throw new IllegalArgumentException("'%s' must be a text: %s".formatted(field, shown(object)));
    }
    return node.textValue();
  }

  /** Returns a value as messages show it: not all of it if it is long. */
  static String shown(Object value) {
    String text = value.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
