package dev.qoe.core.score;

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
    long sum = low + product;
    high += carry(low, product, sum);
    low = sum;
  }

  /** Adds all that another sum holds. */
  void add(WideSum other) {
    high += other.high;
    add(other.low);
  }

  /** Returns the mean of the weighed shares, {@code weight} being the sum of weights. */
  long mean(long weight) {
    return mean(high, low, weight, Fixed.inverse(weight));
  }

  // ---- for those who keep the two words themselves ----------------------------------------------
  //
  // The lower word has a sign too: so the upper one changes only where the lower one overflows.

  /** Returns what goes into the upper word with a sum of two lower ones: -1, 0 or 1. */
  static long carry(long one, long other, long sum) {
    return ((one ^ sum) & (other ^ sum)) >= 0 ? 0 : other < 0 ? -1 : 1;
  }

  /** Returns the mean, with the inverse of the weights' sum that is kept beside it. */
  static long mean(long high, long low, long weight, long inverse) {
    return high == 0 && low >>> MEAN_BITS == 0
        ? Fixed.mean(low, weight, inverse)
        : Fixed.round((high * WORD + low) / weight);
  }
}
