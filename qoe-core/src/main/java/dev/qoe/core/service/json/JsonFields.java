package dev.qoe.core.service.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.Nearest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one input object: reads them by name and type, and afterwards tells which were not
 * asked for.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class JsonFields {

  private final ObjectNode node;
  private final Set<String> known = new LinkedHashSet<>();

  private JsonFields(ObjectNode node) {
    this.node = node;
  }

  /** Returns a reader of {@code node}'s fields. */
  public static JsonFields of(ObjectNode node) {
    return new JsonFields(node);
  }

  /** Returns whether the field is there and not null. */
  public boolean has(String field) {
    return find(field) != null;
  }

  /**
   * Returns a number, or {@code otherwise} if the field is absent or null.
   *
   * @throws InvalidInputException if it is not a finite number
   */
  public double number(String field, double otherwise) {
    JsonNode value = find(field);
    return value == null ? otherwise : finite(field, value);
  }

  /**
   * Returns a number.
   *
   * @throws InvalidInputException if the field is absent or not a finite number
   */
  public double number(String field) {
    return finite(field, required(field));
  }

  /**
   * Returns a text, or {@code otherwise} if the field is absent or null.
   *
   * @throws InvalidInputException if it is not a text
   */
  public String text(String field, String otherwise) {
    JsonNode value = find(field);
    return value == null ? otherwise : textual(field, value);
  }

  /**
   * Returns a text.
   *
   * @throws InvalidInputException if the field is absent or not a text
   */
  public String text(String field) {
    return textual(field, required(field));
  }

  /**
   * Returns a truth value, or {@code otherwise} if the field is absent or null.
   *
   * @throws InvalidInputException if it is neither true nor false
   */
  public boolean flag(String field, boolean otherwise) {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(field, value, "true or false");
    }
    return value.booleanValue();
  }

  /** Returns the field as it is, or null if it is absent or null. */
  public @Nullable JsonNode find(String field) {
    known.add(field);
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** Marks fields as known although nothing reads them. */
  public void ignore(String... fields) {
    known.addAll(Arrays.asList(fields));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidInputException if the object holds a field that was never asked for
   */
  public void refuseUnknown() {
    for (String field : (Iterable<String>) node::fieldNames) {
      if (!known.contains(field)) {
        throw new InvalidInputException(
            "unknown field '%s'%s; known are %s"
                .formatted(field, Nearest.hint(field, known), new TreeSet<>(known)));
      }
    }
  }

  private JsonNode required(String field) {
    JsonNode value = find(field);
    if (value == null) {
      throw new InvalidInputException("field '%s' is missing".formatted(field));
    }
    return value;
  }

  private static double finite(String field, JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(field, value, "a finite number");
    }
    return value.doubleValue();
  }

  private static String textual(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong(field, value, "a text");
    }
    return value.textValue();
  }

  private static InvalidInputException wrong(String field, JsonNode value, String rule) {
    return new InvalidInputException(
        "field '%s' must be %s: %s".formatted(field, rule, abbreviate(value)));
  }

  private static String abbreviate(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
