package dev.qoe.core.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** The spread of values from their exact sums. */
final class Variance {

  private Variance() {}

  /**
   * Returns the standard deviation of a sample, from (n sum(x^2) - sum(x)^2) / (n (n - 1)), whose
   * difference is taken without rounding; NaN for fewer than two values.
   */
  static double standardDeviation(long count, WideSum sum, WideSum squares) {
    if (count < 2) {
      return Double.NaN;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger total = sum.exact();
    // Both sides in units of 2^(2 * LOWEST).
    BigInteger spread =
        squares.exact().multiply(n).shiftLeft(-WideSum.LOWEST).subtract(total.multiply(total));
    if (spread.signum() <= 0) {
      return 0;
    }
    BigDecimal pairs = new BigDecimal(n.multiply(n.subtract(BigInteger.ONE)));
    double scaled = new BigDecimal(spread).divide(pairs, MathContext.DECIMAL128).doubleValue();
    return Math.scalb(Math.sqrt(scaled), WideSum.LOWEST);
  }
}
