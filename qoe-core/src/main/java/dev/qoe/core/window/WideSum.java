package dev.qoe.core.window;

import java.math.BigInteger;

/**
 * A sum of doubles in 192 bits of fixed point, which depends on neither the order of its terms nor
 * how they were grouped.
 *
 * <p>The lowest bit is worth 2^-72; what lies below is cut off each term. It holds 2^13 squares of
 * numbers up to 2^53. Confine to one thread.
 */
final class WideSum {

  /** The weight of the lowest bit, as a power of two. */
  static final int LOWEST = -72;

  private static final long FRACTION = (1L << 52) - 1;

  private long high;
  private long middle;
  private long low;

  void add(double term) {
    long bits = Double.doubleToRawLongBits(term);
    int biased = (int) (bits >>> 52) & 0x7FF;
    long digits = biased == 0 ? 0 : (bits & FRACTION) | (1L << 52);
    int shift = biased - 1075 - LOWEST;
    if (shift < 0) {
      digits = shift > -64 ? digits >>> -shift : 0;
      shift = 0;
    }
    int within = shift & 63;
    long lower = digits << within;
    long upper = within == 0 ? 0 : digits >>> (64 - within);
    int word = shift >>> 6;
    long addLow = word == 0 ? lower : 0;
    long addMiddle = word == 0 ? upper : word == 1 ? lower : 0;
    long addHigh = word == 1 ? upper : word == 2 ? lower : 0;
    if (bits < 0) {
      subtract(addHigh, addMiddle, addLow);
    } else {
      add(addHigh, addMiddle, addLow);
    }
  }

  /** Adds the exact square of a number. */
  void addSquare(double root) {
    double square = root * root;
    add(square);
    add(Math.fma(root, root, -square));
  }

  /** Adds the exact product of two numbers. */
  void addProduct(double one, double other) {
    double product = one * other;
    add(product);
    add(Math.fma(one, other, -product));
  }

  void add(WideSum other) {
    add(other.high, other.middle, other.low);
  }

  void clear() {
    high = 0;
    middle = 0;
    low = 0;
  }

  /** Returns the sum, rounded to a double. */
  double value() {
    return high < 0 ? -negated().magnitude() : magnitude();
  }

  /** Returns the sum in units of 2^{@value #LOWEST}. */
  BigInteger exact() {
    return BigInteger.valueOf(high)
        .shiftLeft(64)
        .add(unsigned(middle))
        .shiftLeft(64)
        .add(unsigned(low));
  }

  private double magnitude() {
    return Math.scalb(
        Math.scalb((double) high, 128) + Math.scalb(toDouble(middle), 64) + toDouble(low), LOWEST);
  }

  private WideSum negated() {
    WideSum negated = new WideSum();
    negated.subtract(high, middle, low);
    return negated;
  }

  private void add(long addHigh, long addMiddle, long addLow) {
    long newLow = low + addLow;
    long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
    long sum = middle + addMiddle;
    long newMiddle = sum + carry;
    boolean overflows =
        Long.compareUnsigned(sum, middle) < 0 || Long.compareUnsigned(newMiddle, sum) < 0;
    high += addHigh + (overflows ? 1 : 0);
    middle = newMiddle;
    low = newLow;
  }

  private void subtract(long takeHigh, long takeMiddle, long takeLow) {
    long borrow = Long.compareUnsigned(low, takeLow) < 0 ? 1 : 0;
    long rest = middle - takeMiddle;
    boolean underflows =
        Long.compareUnsigned(middle, takeMiddle) < 0 || Long.compareUnsigned(rest, borrow) < 0;
    high -= takeHigh + (underflows ? 1 : 0);
    middle = rest - borrow;
    low -= takeLow;
  }

  private static double toDouble(long bits) {
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits >= 0 ? value : value.add(BigInteger.ONE.shiftLeft(64));
  }
}
