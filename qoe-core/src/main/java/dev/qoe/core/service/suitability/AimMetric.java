package dev.qoe.core.service.suitability;

/**
 * A measurement of a speed test, and the points that AIM gives for it.
 *
 * <p>Points are a step function: the number of thresholds that a value reaches selects them.
 * Source: cloudflare/speedtest, commit b387f42 (MIT); the numbers only. Immutable.
 *
 * @since 0.1
 */
public enum AimMetric {
  /** Packet loss as a ratio, 0 to 1. */
  PACKET_LOSS("packet loss", new double[] {.01, .05, .25, .5}, new int[] {10, 5, 0, -10, -20}),
  /** Median latency of the idle connection, ms. */
  LATENCY("latency", new double[] {10, 20, 50, 100, 500}, new int[] {20, 10, 5, 0, -10, -20}),
  /** How much latency rises under load, ms. */
  LOADED_LATENCY_INCREASE(
      "latency under load",
      new double[] {10, 20, 50, 100, 500},
      new int[] {20, 10, 5, 0, -10, -20}),
  /** Jitter of the idle connection, ms. */
  JITTER("jitter", new double[] {10, 20, 100, 500}, new int[] {10, 5, 0, -10, -20}),
  /** 90th percentile of the download rate, bit/s. */
  DOWNLOAD("download rate", new double[] {1e6, 10e6, 50e6, 100e6}, new int[] {0, 5, 10, 20, 30}),
  /** 90th percentile of the upload rate, bit/s; no experience asks for it. */
  UPLOAD("upload rate", new double[] {1e6, 10e6, 50e6, 100e6}, new int[] {0, 5, 10, 20, 30});

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
  private final double[] thresholds;

  @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
  private final int[] points;

  AimMetric(String title, double[] thresholds, int[] points) {
    this.title = title;
    this.thresholds = thresholds;
    this.points = points;
  }

  /** Returns the points for a value in the metric's unit. */
  public int points(double value) {
    int reached = 0;
    for (double threshold : thresholds) {
      reached += threshold <= value ? 1 : 0;
    }
    return points[reached];
  }

  /** Returns the most points that it gives. */
  public int bestPoints() {
    return Math.max(points[0], points[points.length - 1]);
  }

  /** Returns its name in words. */
  @Override
  public String toString() {
    return title;
  }
}
