package dev.qoe.core.meter;

/**
 * How long something took, over all times that it was done.
 *
 * <p>Immutable.
 *
 * @param count how often it was done
 * @param totalNanos how long all took together, in nanoseconds
 * @param p50Nanos the median, in nanoseconds; 0 if it was never done
 * @param p99Nanos the 99th percentile, in nanoseconds
 * @param maxNanos the longest, in nanoseconds
 * @since 0.1
 */
public record Latency(long count, long totalNanos, long p50Nanos, long p99Nanos, long maxNanos) {

  /** What was never done. */
  public static final Latency NONE = new Latency(0, 0, 0, 0, 0);
}
