package dev.qoe.sim.video;

import java.util.Arrays;

/**
 * The arithmetic mean of the last few downloads' rates, and of their latencies.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class SlidingEstimator implements ThroughputEstimator {

  private final double[] rate;
  private final double[] latency;
  private int count;

  private SlidingEstimator(int window) {
    rate = new double[window];
    latency = new double[window];
  }

  /**
   * Returns an estimator over a window.
   *
   * @param window the number of downloads that count, 1 to 1000
   * @throws IllegalArgumentException if {@code window < 1} or {@code window > 1000}
   */
  public static SlidingEstimator create(int window) {
    return new SlidingEstimator((int) Checks.within("sliding window", window, 1, 1000));
  }

  @Override
  public void add(double millis, double kbps, double latencyMillis) {
    push(rate, kbps);
    push(latency, latencyMillis);
    count = Math.min(count + 1, rate.length);
  }

  @Override
  public double kbps() {
    return mean(rate);
  }

  @Override
  public double latencyMillis() {
    return mean(latency);
  }

  /** Shifts the newest value in at the end. */
  private static void push(double[] values, double value) {
    System.arraycopy(values, 1, values, 0, values.length - 1);
    values[values.length - 1] = value;
  }

  private double mean(double[] values) {
    return Arrays.stream(values, values.length - count, values.length).reduce(0, Double::sum)
        / count;
  }
}
