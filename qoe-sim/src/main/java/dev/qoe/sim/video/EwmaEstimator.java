package dev.qoe.sim.video;

/**
 * Exponentially weighted means with several half-lives: cautious, it believes the lowest rate and
 * the highest latency of them.
 *
 * <p>Rates are weighted by the duration of their download, latencies by segment. With alpha =
 * 0.5^(t / half-life) each mean moves as T = alpha T + (1 - alpha) rate from T = 0, and is divided
 * by 1 - 0.5^(sum of t / half-life) to take the start at 0 out.
 *
 * <p>Powers are {@link StrictMath}'s, so that every platform estimates the same, bit for bit.
 * Confine to one thread.
 *
 * @since 0.1
 */
public final class EwmaEstimator implements ThroughputEstimator {

  private final double[] halfLifeMillis;
  private final double[] halfLifeSegments;
  private final double[] latencyAlpha;
  private final double[] rate;
  private final double[] latency;
  private double totalMillis;
  private double count;
  private double kbps = Double.NaN;
  private double latencyMillis = Double.NaN;

  private EwmaEstimator(double[] halfLifeMillis, double[] halfLifeSegments) {
    this.halfLifeMillis = halfLifeMillis;
    this.halfLifeSegments = halfLifeSegments;
    rate = new double[halfLifeMillis.length];
    latency = new double[halfLifeSegments.length];
    latencyAlpha = new double[halfLifeSegments.length];
    for (int i = 0; i < latencyAlpha.length; i++) {
      latencyAlpha[i] = StrictMath.pow(0.5, 1 / halfLifeSegments[i]);
    }
  }

  /** Returns the estimator of Sabre and of early dash.js: half-lives of 3 and 8 seconds. */
  public static EwmaEstimator create(Manifest manifest) {
    double[] millis = {3000, 8000};
    double[] segments = {3000 / manifest.segmentMillis(), 8000 / manifest.segmentMillis()};
    return new EwmaEstimator(millis, segments);
  }

  /**
   * Returns an estimator with half-lives of one's own.
   *
   * @param halfLifeMillis half-lives of rates, in milliseconds of download, each finite and {@code
   *     > 0}
   * @param halfLifeSegments half-lives of latencies, in segments, each finite and {@code > 0}
   * @throws IllegalArgumentException if an array is empty or a half-life is not finite or {@code <=
   *     0}
   */
  public static EwmaEstimator create(double[] halfLifeMillis, double[] halfLifeSegments) {
    return new EwmaEstimator(
        Checks.positive("half-life in milliseconds", halfLifeMillis.clone()),
        Checks.positive("half-life in segments", halfLifeSegments.clone()));
  }

  @Override
  public void add(double millis, double kbps, double latencyMillis) {
    totalMillis += millis;
    count += 1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rate.length; i++) {
      double alpha = StrictMath.pow(0.5, millis / halfLifeMillis[i]);
      rate[i] = alpha * rate[i] + (1 - alpha) * kbps;
      lowest =
          Math.min(lowest, rate[i] / (1 - StrictMath.pow(0.5, totalMillis / halfLifeMillis[i])));
    }
    double highest = 0;
    for (int i = 0; i < latency.length; i++) {
      double alpha = latencyAlpha[i];
      latency[i] = alpha * latency[i] + (1 - alpha) * latencyMillis;
      highest =
          Math.max(highest, latency[i] / (1 - StrictMath.pow(0.5, count / halfLifeSegments[i])));
    }
    this.kbps = lowest;
    this.latencyMillis = highest;
  }

  @Override
  public double kbps() {
    return kbps;
  }

  @Override
  public double latencyMillis() {
    return latencyMillis;
  }
}
