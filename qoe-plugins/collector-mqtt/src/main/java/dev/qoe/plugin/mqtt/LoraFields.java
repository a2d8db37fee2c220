package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.TimeFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the messages of network servers write things: those of protobuf's JSON, old and new. */
final class LoraFields {

  private static final TimeFormat ISO = TimeFormat.of("iso", ZoneOffset.UTC);
  private static final int EUI_BYTES = 8;

  private LoraFields() {}

  /** Puts the first of some fields that there is. */
  static void put(Map<String, String> to, String name, JsonNode... candidates) {
    for (JsonNode node : candidates) {
      String text = node.isBoolean() ? node.asText() : JsonFields.text(node);
      if (!text.isEmpty()) {
        to.put(name, text);
        return;
      }
    }
  }

  /** A number that is 0 is left out of protobuf's JSON: puts 0 then. */
  static void putCount(Map<String, String> to, String name, JsonNode node) {
    String text = JsonFields.text(node);
    to.put(name, text.isEmpty() ? "0" : text);
  }

  static OptionalDouble number(JsonNode... candidates) {
    for (JsonNode node : candidates) {
      double number = node.isNumber() ? node.doubleValue() : parse(node.asText(""));
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    }
    return OptionalDouble.empty();
  }

  static OptionalDouble number(String text) {
    double number = parse(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns the first of some times that there is. */
  static Optional<Instant> time(JsonNode... candidates) {
    for (JsonNode node : candidates) {
      String text = node.asText("");
      if (!text.isEmpty() && !text.equals("null")) {
        try {
          return Optional.of(ISO.parse(text));
        } catch (IllegalArgumentException e) {
          throw new RejectedRecordException("bad-time", String.valueOf(e.getMessage()));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether a decoded object holds something; one that is empty is as good as none. */
  static boolean tells(JsonNode object) {
    return object.isContainerNode() && !object.isEmpty();
  }

  /** Returns a device's or gateway's identifier in small hexadecimal digits, if it is one. */
  static String eui(String text) {
    String bare = text.replaceAll("[:-]", "");
    if (bare.matches("[0-9A-Fa-f]{16}")) {
      return bare.toLowerCase(Locale.ROOT);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == EUI_BYTES ? HexFormat.of().formatHex(bytes) : text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
