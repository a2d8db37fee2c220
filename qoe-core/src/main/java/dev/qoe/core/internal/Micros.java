package dev.qoe.core.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as microseconds since 1970, UTC, finer digits cut off; what is too large for them becomes
 * the largest.
 *
 * <p>Thread-safe.
 */
public final class Micros {

  private static final long PER_SECOND = 1_000_000;

  private Micros() {}

  /** Returns a time in microseconds since 1970. */
  public static long of(Instant time) {
    return of(time.getEpochSecond(), time.getNano());
  }

  /** Returns a duration in microseconds. */
  public static long of(Duration duration) {
    return of(duration.getSeconds(), duration.getNano());
  }

  /** Returns the microseconds, or the largest or smallest number if there are more. */
  private static long of(long seconds, int nanos) {
    if (Math.abs(seconds) >= Long.MAX_VALUE / PER_SECOND || seconds == Long.MIN_VALUE) {
      return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return seconds * PER_SECOND + nanos / 1_000;
  }

  /** Returns the time that many microseconds after the beginning of 1970. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
  }
}
