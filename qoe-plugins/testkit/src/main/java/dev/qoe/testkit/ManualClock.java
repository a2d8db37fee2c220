package dev.qoe.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is told to move.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class ManualClock implements InstantSource {

  private Instant now;

  private ManualClock(Instant start) {
    this.now = start;
  }

  /** Returns a clock that shows {@code start}. */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  /** Returns a clock that shows {@code start}, for example {@code 2020-02-13T15:54:21Z}. */
  public static ManualClock at(String start) {
    return new ManualClock(Instant.parse(start));
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves the clock on and returns what it shows then.
   *
   * @param step how far, {@code >= 0}
   * @throws IllegalArgumentException if {@code step < 0}; to go back, {@linkplain #set set} it
   */
  public synchronized Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException(
          "step of a clock must not be negative: %s (use set to go back)".formatted(step));
    }
    now = now.plus(step);
    return now;
  }

  /** Sets the clock to {@code instant}, which may be in its past. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  @Override
  public String toString() {
    return "manual clock at " + instant();
  }
}
