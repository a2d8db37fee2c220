package dev.qoe.core.engine;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a series' recent values: those of the current span of event time and of the one
 * before.
 *
 * <p>Immutable.
 *
 * @param count how many there are, {@code > 0}
 * @param value the series' value made of them, in the indicator's unit: their mean, or their sum
 *     for counts since the last report
 * @param min the least of them
 * @param max the greatest of them
 * @param newest the newest event time among them
 * @param last the newest values by event time, the oldest of them first, whether in that span or
 *     not; empty unless the engine keeps a {@linkplain QoeEngineBuilder#shortHistory short history}
 * @since 0.1
 */
public record Recent(
    long count, double value, double min, double max, Instant newest, List<Sample> last) {

  /** Creates it; the list is copied. */
  public Recent {
    last = List.copyOf(last);
  }

  /**
   * A value and when it was true.
   *
   * <p>Immutable.
   *
   * @param time event time
   * @param value in the indicator's unit
   * @since 0.1
   */
  public record Sample(Instant time, double value) {}
}
