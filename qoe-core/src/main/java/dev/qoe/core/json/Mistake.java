package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.qoe.core.config.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with a JSON text, in a sentence: place, value, rule and remedy. */
final class Mistake {

  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private Mistake() {}

  /** Returns what is wrong with {@code json}, as reading it said. */
  static String text(JsonProcessingException e, String json) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> ids = unknown.getKnownPropertyIds();
      List<String> known =
          ids == null ? List.of() : ids.stream().map(String::valueOf).sorted().toList();
      return "%s is not known%s; known are %s"
          .formatted(
              place(unknown.getPath()),
              Nearest.hint(unknown.getPropertyName(), known),
              String.join(", ", known));
    }
    if (e instanceof JsonMappingException mapping) {
      String place = place(mapping.getPath());
      String reason = reason(mapping, json);
      return place.isEmpty() ? reason : place + ": " + reason;
    }
    return syntax(e);
  }

  private static String syntax(JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    String at =
        where == null
            ? ""
            : where.getLineNr() == 1
                ? " (column %d)".formatted(where.getColumnNr())
                : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
    return "not JSON%s: %s".formatted(at, lowerCase(e.getOriginalMessage()));
  }

  private static String reason(JsonMappingException e, String json) {
    Throwable cause = e;
    while (cause instanceof JsonMappingException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (!(cause instanceof JsonMappingException mapping)) {
      return cause instanceof JsonProcessingException broken
          ? syntax(broken)
          : String.valueOf(cause.getMessage());
    }
    if (mapping instanceof InvalidTypeIdException kind) {
      return kind(kind);
    }
    String message = mapping.getOriginalMessage();
    if (message.startsWith("Missing")) {
      return "is missing" + misspelt(e.getPath(), json);
    }
    if (message.startsWith("Null value")) {
      return "must not be null";
    }
    if (mapping instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "must be one of %s: '%s'"
          .formatted(List.of(format.getTargetType().getEnumConstants()), format.getValue());
    }
    return mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "must be " + form(mismatch.getTargetType())
        : lowerCase(message);
  }

  private static String kind(InvalidTypeIdException e) {
    List<String> known = Shapes.kinds(e.getBaseType().getRawClass());
    String given = e.getTypeId();
    return "type %s; known are %s"
        .formatted(
            given == null
                ? "is missing"
                : "'%s' is not known%s".formatted(given, Nearest.hint(given, known)),
            String.join(", ", known));
  }

  /** A half sentence that names the field beside the missing one that may have been meant. */
  private static String misspelt(List<Reference> path, String json) {
    JsonNode object = read(json);
    for (Reference step : path.subList(0, path.size() - 1)) {
      object =
          step.getFieldName() == null
              ? object.path(step.getIndex())
              : object.path(step.getFieldName());
    }
    List<String> given = new ArrayList<>();
    object.fieldNames().forEachRemaining(given::add);
    return Nearest.to(path.get(path.size() - 1).getFieldName(), given)
        .map(name -> "; is it '" + name + "'?")
        .orElse("");
  }

  private static JsonNode read(String json) {
    try {
      return PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON is JSON", e);
    }
  }

  private static String form(Class<?> type) {
    if (type == Instant.class) {
      return "a time as in ISO 8601, or whole microseconds since 1970";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == long.class || type == int.class) {
      return "a whole number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    boolean object = Map.class.isAssignableFrom(type) || type.isRecord() || type.isInterface();
    return object && !Scalars.isText(type) ? "an object" : "a text";
  }

  /** The way to the mistake, for example {@code evidence[2].value}. */
  private static String place(List<Reference> path) {
    StringBuilder place = new StringBuilder();
    for (Reference step : path) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }

  private static String lowerCase(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
