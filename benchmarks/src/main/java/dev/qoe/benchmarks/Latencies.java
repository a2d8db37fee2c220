package dev.qoe.benchmarks;

import java.util.Arrays;

/**
 * Times of single operations, in nanoseconds, of which the largest quantiles are wanted.
 *
 * <p><i>Thread-safe.</i>
 */
final class Latencies {

  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  synchronized int count() {
    return count;
  }

  /** Returns a quantile in milliseconds; NaN if there are no times. */
  synchronized double millis(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (count * quantile))] / 1e6;
  }
}
