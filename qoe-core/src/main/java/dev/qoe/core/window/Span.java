package dev.qoe.core.window;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Spans of time in microseconds. */
final class Span {

  private static final Duration LONGEST = Duration.ofDays(366);

  private Span() {}

  /** Returns the span if it is 1 microsecond to 366 days. */
  static Duration check(String what, Duration span) {
    if (span.compareTo(ChronoUnit.MICROS.getDuration()) < 0 || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s must be 1 microsecond to 366 days: %s".formatted(what, span));
    }
    return span;
  }

  /** Returns the span if it is 0 to 366 days. */
  static Duration checkOrZero(String what, Duration span) {
    return span.isZero() ? span : check(what, span);
  }
}
