package dev.qoe.core.service.video;

/**
 * The two scales of P.1203 and the way between them: opinion scores m, 1.05 to 4.9, and ratings q,
 * 0 to 100 (ITU-T P.1203.1 and P.1203.2, the map between R and MOS).
 *
 * <p>Thread-safe.
 */
final class RatingScale {

  private static final double WORST = 1.05;
  private static final double BEST = 4.9;

  /** The opinions of the ratings in {@link #RATINGS}, ascending. */
  private static final double[] OPINIONS;

  /** 0, then 3.25 to 100 in steps of 0.25: below 3.25 the map is not monotone. */
  private static final double[] RATINGS;

  static {
    int nodes = 389;
    RATINGS = new double[nodes];
    OPINIONS = new double[nodes];
    OPINIONS[0] = WORST;
    for (int i = 1; i < nodes; i++) {
      RATINGS[i] = 3 + 0.25 * i;
      OPINIONS[i] = opinion(RATINGS[i]);
    }
  }

  private RatingScale() {}

  /** Returns the opinion score of a rating; it dips to 1.0472 near q = 1.6. */
  static double opinion(double q) {
    if (q <= 0) {
      return WORST;
    }
    if (q >= 100) {
      return BEST;
    }
    return WORST + (BEST - WORST) * q / 100.0 + q * (q - 60.0) * (100.0 - q) * 0.000007;
  }

  /** Returns the rating of an opinion score, linear between the nodes of a table. */
  static double rating(double opinion) {
    double m = clamp(opinion, WORST, BEST);
    int low = 0;
    int high = OPINIONS.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (OPINIONS[middle] <= m) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double slope = (RATINGS[high] - RATINGS[low]) / (OPINIONS[high] - OPINIONS[low]);
    return RATINGS[low] + slope * (m - OPINIONS[low]);
  }

  static double clamp(double value, double min, double max) {
    return Math.max(min, Math.min(max, value));
  }
}
