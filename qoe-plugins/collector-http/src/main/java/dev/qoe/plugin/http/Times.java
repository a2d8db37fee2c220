package dev.qoe.plugin.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Times as web services write them: ISO 8601 with a zone, or a number since 1970.
 *
 * <p>A number below 10^11 counts seconds, below 10^14 milliseconds, below 10^17 microseconds, else
 * nanoseconds: so all times from 1973 to 5138 are told apart.
 */
final class Times {

  private Times() {}

  /** Returns the time written as {@code text}; empty if it is none. */
  static Optional<Instant> parse(String text) {
    String form = text.strip();
    try {
      if (!form.isEmpty() && form.length() < 40 && isNumber(form)) {
        return of(Double.parseDouble(form), form);
      }
      return Optional.of(OffsetDateTime.parse(form).toInstant());
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String form) {
    return form.chars()
        .allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+');
  }

  private static Optional<Instant> of(double number, String form) {
    if (form.indexOf('.') < 0
        && form.length() < 19
        && form.indexOf('E') < 0
        && form.indexOf('e') < 0) {
      long whole = Long.parseLong(form);
      if (whole >= 100_000_000_000_000_000L) {
        return Optional.of(Instant.ofEpochSecond(whole / 1_000_000_000, whole % 1_000_000_000));
      }
      if (whole >= 100_000_000_000_000L) {
        return Optional.of(Instant.ofEpochSecond(whole / 1_000_000, whole % 1_000_000 * 1_000));
      }
      return Optional.of(
          whole >= 100_000_000_000L ? Instant.ofEpochMilli(whole) : Instant.ofEpochSecond(whole));
    }
    double perSecond = number < 1e11 ? 1 : number < 1e14 ? 1e3 : number < 1e17 ? 1e6 : 1e9;
    double seconds = number / perSecond;
    if (!(seconds < 1e11)) {
      return Optional.empty();
    }
    long whole = (long) Math.floor(seconds);
    return Optional.of(Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1_000));
  }
}
