package dev.qoe.core.engine;

import dev.qoe.api.measure.CounterSpec;
import java.util.Comparator;

/**
 * What a counter was read to be. Immutable.
 *
 * @param micros when it was read, in microseconds of the epoch
 * @param count the count, unsigned
 * @param spec what all readings of the counter have in common
 * @param upTimeMillis how long the counter's owner has been up; {@code < 0} if that is not known
 * @param discontinuityMillis the up-time of its last discontinuity; {@code < 0} if not known
 */
record CounterSample(
    long micros, long count, CounterSpec spec, long upTimeMillis, long discontinuityMillis) {

  /** By event time; ties are broken by all else. */
  static final Comparator<CounterSample> ORDER =
      Comparator.comparingLong(CounterSample::micros)
          .thenComparingLong(CounterSample::count)
          .thenComparingLong(CounterSample::upTimeMillis)
          .thenComparingLong(CounterSample::discontinuityMillis)
          .thenComparingInt(sample -> sample.spec.bits())
          .thenComparingDouble(sample -> sample.spec.unitsPerCount())
          .thenComparingDouble(sample -> sample.spec.maxPerSecond());
}
