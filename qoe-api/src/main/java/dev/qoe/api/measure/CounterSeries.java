package dev.qoe.api.measure;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;

/**
 * The handle of one counter of one element: names are resolved once, readings flow from then on.
 *
 * <p>The indicator's value is the rate between two readings; whether a step back is a wrap or a
 * reset is decided once for all, as with a {@link CounterReading}, and all doubt makes a gap. A
 * handle stays valid as a {@link Series} does. Thread-safe.
 *
 * @since 0.1
 */
public interface CounterSeries {

  /** Returns whose counter it is. */
  ElementPath element();

  /** Returns the indicator whose unit the rate is in. */
  Kpi kpi();

  /**
   * Records a reading of a source that does not say how long it has been up.
   *
   * @param epochMicros when it was read, in microseconds after 1970, UTC
   * @param count the count, unsigned
   */
  default Acceptance record(long epochMicros, long count) {
    return record(epochMicros, count, CounterReading.UNKNOWN, CounterReading.UNKNOWN);
  }

  /**
   * Records a reading.
   *
   * @param epochMicros when it was read, in microseconds after 1970, UTC
   * @param count the count, unsigned; only its low bits count, as many as the counter has
   * @param upTimeMillis how long the source has been up, in milliseconds; {@link
   *     CounterReading#UNKNOWN} if it does not say
   * @param discontinuityMillis the source's up-time at which the counter last lost its continuity,
   *     in milliseconds; {@link CounterReading#UNKNOWN} if it does not say
   */
  Acceptance record(long epochMicros, long count, long upTimeMillis, long discontinuityMillis);
}
