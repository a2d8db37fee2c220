package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.qoe.core.config.Nearest;
import java.util.List;
import java.util.Locale;

/** What is wrong with a JSON text, in a sentence: place, value, rule and remedy. */
final class Mistake {

  private Mistake() {}

  static String text(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          unknown.getKnownPropertyIds() == null
              ? List.of()
              : unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      return "%s is not known%s; known are %s"
          .formatted(
              place(unknown),
              Nearest.hint(unknown.getPropertyName(), known),
              String.join(", ", known));
    }
    if (e instanceof JsonMappingException mapping) {
      String place = place(mapping);
      return place.isEmpty() ? reason(mapping) : place + ": " + reason(mapping);
    }
    String at =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return "not JSON%s: %s".formatted(at, lowerCase(e.getOriginalMessage()));
  }

  private static String reason(JsonMappingException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    if (cause instanceof JsonParseException syntax) {
      return text(syntax);
    }
    if (!(cause instanceof JsonMappingException)) {
      return String.valueOf(cause.getMessage());
    }
    String message = ((JsonMappingException) cause).getOriginalMessage();
    if (message.startsWith("Missing")) {
      return "is missing";
    }
    if (message.startsWith("Null value")) {
      return "must not be null";
    }
    if (cause instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "must be one of %s: '%s'"
          .formatted(List.of(format.getTargetType().getEnumConstants()), format.getValue());
    }
    if (cause instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be a "
          + mismatch.getTargetType().getSimpleName().toLowerCase(Locale.ROOT)
          + " of its own form";
    }
    return lowerCase(message);
  }

  /** The way to the mistake, for example {@code evidence[2].value}. */
  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
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
