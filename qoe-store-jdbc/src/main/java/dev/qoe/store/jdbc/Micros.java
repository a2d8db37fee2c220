package dev.qoe.store.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables keep them: microseconds after 1970-01-01T00:00:00Z, finer digits cut off. */
final class Micros {

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /**
   * Returns {@code time} in microseconds.
   *
   * @throws IllegalArgumentException if it is more than 292,000 years from 1970
   */
  static long of(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "time to be stored must lie within 292,000 years of 1970: " + time, e);
    }
  }

  /** Returns the first microsecond at or after {@code bound}, or the nearest there is. */
  static long bound(Instant bound) {
    try {
      long cut = of(bound);
      return bound.isAfter(instant(cut)) ? Math.addExact(cut, 1) : cut;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return bound.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
