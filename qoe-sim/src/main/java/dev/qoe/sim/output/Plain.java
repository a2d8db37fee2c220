package dev.qoe.sim.output;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: six digits at most, no needless zeros. */
final class Plain {

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private Plain() {}

  static String text(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "infinite" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale();
    return exponent > 15 || exponent < -5 ? rounded.toString() : rounded.toPlainString();
  }
}
