package dev.qoe.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Times of single operations, in nanoseconds, of which the largest quantiles are wanted; kept to
 * three digits, in a memory that does not grow.
 *
 * <p><i>Thread-safe.</i>
 */
final class Latencies {

  private static final long MOST = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final SynchronizedHistogram nanos = new SynchronizedHistogram(MOST, DIGITS);

  /** Adds a time, in nanoseconds; what exceeds an hour counts as one. */
  void add(long duration) {
    nanos.recordValue(Math.max(0, Math.min(duration, MOST)));
  }

  long count() {
    return nanos.getTotalCount();
  }

  /** Returns a quantile, 0 to 1, in milliseconds; NaN if there are no times. */
  double millis(double quantile) {
    return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(100 * quantile) / 1e6;
  }
}
