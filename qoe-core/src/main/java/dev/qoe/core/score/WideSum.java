package dev.qoe.core.score;

/**
 * A sum of products of shares and weights in 128 bits: many heavy children cannot overflow it.
 *
 * <p>Products are below 2^61, the sum never below 0. Confine to one thread.
 */
final class WideSum {

  private static final double WORD = 0x1p64;

  private long high;
  private long low;

  /** Adds a product, which may be negative. */
  void add(long product) {
    long sum = low + product;
    high += (product >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** Adds all that another sum holds. */
  void add(WideSum other) {
    long sum = low + other.low;
    high += other.high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** Returns the mean of the weighed shares, {@code perWeight} being 1 / the sum of weights. */
  long mean(double perWeight) {
    if (high == 0 && low >= 0) {
      return Fixed.mean(low, perWeight);
    }
    double whole = high * WORD + (low >= 0 ? low : (low >>> 1) * 2.0);
    return Fixed.round(whole * perWeight);
  }
}
