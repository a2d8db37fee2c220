package dev.qoe.sim.video;

/**
 * A running estimate of the link's rate and latency from the downloads so far.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public interface ThroughputEstimator {

  /**
   * Takes one complete download into account.
   *
   * @param millis its duration without latency, in milliseconds, {@code > 0}
   * @param kbps its rate, in kbit/s, {@code > 0}
   * @param latencyMillis its time to the first bit, in milliseconds, {@code >= 0}
   */
  void add(double millis, double kbps, double latencyMillis);

  /** Returns the estimated rate, in kbit/s; NaN before the first download. */
  double kbps();

  /** Returns the estimated latency, in milliseconds; NaN before the first download. */
  double latencyMillis();
}
