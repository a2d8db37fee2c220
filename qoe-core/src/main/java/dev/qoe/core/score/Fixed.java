package dev.qoe.core.score;

/**
 * Numbers of 0 to 1 and weights as integers, so that their sums do not depend on any order.
 *
 * <p>A share has 30 binary places, a weight 10.
 */
final class Fixed {

  static final long ONE = 1L << 30;
  static final long UNKNOWN = -1;
  private static final double WEIGHT_ONE = 1L << 10;

  private Fixed() {}

  static long share(double value) {
    return round(value * ONE);
  }

  static double toDouble(long share) {
    return (double) share / ONE;
  }

  static long weight(double value) {
    return round(value * WEIGHT_ONE);
  }

  /**
   * Returns the mean of weighed shares that sum up to {@code sum}.
   *
   * @param perWeight 1 / the sum of the weights: kept beside it, for a division takes longer than
   *     all the rest
   */
  static long mean(long sum, double perWeight) {
    return round(sum * perWeight);
  }

  /** Returns the nearest integer of a number {@code >= 0}; halves go up. */
  static long round(double value) {
    return (long) (value + 0.5);
  }
}
