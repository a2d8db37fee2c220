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
   * Returns the mean of weighed shares: the nearest integer, halves go up.
   *
   * @param sum the sum of the products, 0 to below 2^61
   * @param weight the sum of the weights, {@code > 0}
   */
  static long mean(long sum, long weight) {
    return (sum + (weight >> 1)) / weight;
  }

  /**
   * Returns the mean without a division, which takes longer than all the rest: an integer less than
   * 1 away from it, and the mean itself if that is an integer.
   *
   * @param inverse {@link #inverse} of the weight, kept beside it
   */
  static long mean(long sum, long weight, long inverse) {
    return Math.multiplyHigh((sum + ((weight + 1) >> 1)) << 1, inverse);
  }

  /** Returns 2^63 / weight; 0 if there is none. */
  static long inverse(long weight) {
    return weight > 0 ? Long.MAX_VALUE / weight : 0;
  }

  /** Returns the mean of two shares, the first counting with a share of {@code ofFirst}. */
  static long mix(double ofFirst, long first, long second) {
    return round(ofFirst * first + (1 - ofFirst) * second);
  }

  /** Returns the nearest integer of a number {@code >= 0}; halves go up. */
  static long round(double value) {
    return (long) (value + 0.5);
  }
}
