package dev.qoe.core.score;

import dev.qoe.core.sum.ExactSum;

/**
 * A sum of products of shares and weights in 128 bits: many heavy children cannot overflow it.
 *
 * <p>Products are below 2^61, the sum never below 0. Confine to one thread.
 */
final class WideSum {

  private static final double WORD = 0x1p64;

  /** Up to 2^61 a mean is worked out in integers; only the children of 2^21 others weigh more. */
  private static final int MEAN_BITS = 61;

  private long high;
  private long low;

  /** Adds a product, which may be negative. */
  void add(long product) {
    high = sumHigh(high, low, product);
    low += product;
  }

  /** Adds all that another sum holds. */
  void add(WideSum other) {
    high = ExactSum.sumHigh(high, low, other.high, other.low);
    low += other.low;
  }

  /** Returns the mean of the weighed shares, {@code weight} being the sum of weights. */
  long mean(long weight) {
    return mean(high, low, weight, Fixed.inverse(weight));
  }

  // ---- for those who keep the two words themselves ----------------------------------------------

  /** Returns the upper word once a product is added; the lower one is the sum of lower words. */
  static long sumHigh(long high, long low, long product) {
    return high + (product >> 63) + ExactSum.carry(low, product);
  }

  /** Returns the mean, with the inverse of the weights' sum that is kept beside it. */
  static long mean(long high, long low, long weight, long inverse) {
    if (high == 0 && low >>> MEAN_BITS == 0) {
      return Fixed.mean(low, weight, inverse);
    }
    double whole = high * WORD + (low >= 0 ? low : (low >>> 1) * 2.0);
    return Fixed.round(whole / weight);
  }
}
