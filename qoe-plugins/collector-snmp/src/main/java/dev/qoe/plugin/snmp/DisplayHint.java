package dev.qoe.plugin.snmp;

import java.nio.charset.StandardCharsets;

/*
 * A hint for octets is a list of: an optional '*' (the next octet tells how often), how many octets,
 * in which form (d, o, x, a or t), an optional separator and an optional end of a repetition; the
 * last goes on while there are octets. A hint for numbers is d, o, x or b; d-2 shifts the point by
 * two digits (RFC 2579, 3.1).
 */

/**
 * How a MIB wants a value shown (DISPLAY-HINT, RFC 2579, 3.1).
 *
 * <p>Immutable.
 */
final class DisplayHint {

  private DisplayHint() {}

  /**
   * Returns octets as the hint shows them.
   *
   * @throws IllegalArgumentException if it is no hint for octets
   */
  static String octets(byte[] value, String hint) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    int from = 0;
    while (at < value.length) {
      Part part = Part.parse(hint, from);
      int times = 1;
      if (part.repeated && at < value.length) {
        times = value[at++] & 0xFF;
      }
      for (int i = 0; i < times && at < value.length; i++) {
        int length = Math.min(part.octets, value.length - at);
        append(text, value, at, length, part.form);
        at += length;
        char behind = i == times - 1 && part.terminator != 0 ? part.terminator : part.separator;
        if (behind != 0 && at < value.length) {
          text.append(behind);
        }
        if (part.octets == 0) {
          break;
        }
      }
      boolean last = part.end >= hint.length();
      if (last && part.octets == 0) {
        break;
      }
      from = last ? from : part.end;
    }
    return text.toString();
  }

  /** Whether it is a hint for numbers, not for octets. */
  static boolean isForNumbers(String hint) {
    return (hint.length() == 1 && "dxob".contains(hint)) || hint.matches("d-[0-9]");
  }

  /** Returns by what a number is divided to be as a hint for numbers shows it: 100 for d-2. */
  static double divisor(String hint) {
    return hint.length() < 3 ? 1 : Math.pow(10, Character.digit(hint.charAt(2), 10));
  }

  private static void append(StringBuilder text, byte[] value, int at, int length, char form) {
    switch (form) {
      case 'a' -> text.append(new String(value, at, length, StandardCharsets.ISO_8859_1));
      case 't' -> text.append(new String(value, at, length, StandardCharsets.UTF_8));
      case 'x' -> {
        for (int i = 0; i < length; i++) {
          text.append("%02x".formatted(value[at + i]));
        }
      }
      default -> {
        long number = 0;
        for (int i = 0; i < length; i++) {
          number = (number << 8) | (value[at + i] & 0xFF);
        }
        text.append(form == 'o' ? Long.toOctalString(number) : Long.toUnsignedString(number));
      }
    }
  }

  /** One element of a hint. */
  private record Part(
      boolean repeated, int octets, char form, char separator, char terminator, int end) {

    private static Part parse(String hint, int from) {
      int at = from;
      boolean repeated = at < hint.length() && hint.charAt(at) == '*';
      at += repeated ? 1 : 0;
      int digits = at;
      while (at < hint.length() && Character.isDigit(hint.charAt(at))) {
        at++;
      }
      if (at == digits
          || at - digits > 4
          || at >= hint.length()
          || "doxat".indexOf(hint.charAt(at)) < 0) {
        throw new IllegalArgumentException(
            "'%s' is not a display hint for octets (example: 1x:)".formatted(hint));
      }
      int octets = Integer.parseInt(hint.substring(digits, at));
      char form = hint.charAt(at++);
      char separator = 0;
      char terminator = 0;
      if (at < hint.length() && !Character.isDigit(hint.charAt(at)) && hint.charAt(at) != '*') {
        separator = hint.charAt(at++);
        if (repeated
            && at < hint.length()
            && !Character.isDigit(hint.charAt(at))
            && hint.charAt(at) != '*') {
          terminator = hint.charAt(at++);
        }
      }
      return new Part(repeated, octets, form, separator, terminator, at);
    }
  }
}
