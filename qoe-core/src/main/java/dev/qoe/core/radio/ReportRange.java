package dev.qoe.core.radio;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The measured values that one report code stands for.
 *
 * <p>Immutable.
 *
 * @param lower the least value, inclusive; minus infinity for the lowest code
 * @param upper the end of the values, exclusive; plus infinity for the highest code
 * @since 0.1
 */
public record ReportRange(double lower, double upper) {

  /** Returns whether {@code value} is reported by this code. */
  public boolean contains(double value) {
    return lower <= value && value < upper;
  }

  /** Returns the middle, which is off by at most half a step; empty where a side is open. */
  public OptionalDouble midpoint() {
    double middle = (lower + upper) / 2;
    return Double.isFinite(middle) ? OptionalDouble.of(middle) : OptionalDouble.empty();
  }

  /** Returns for example {@code [-97.0, -96.0)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%s, %s)", lower, upper);
  }
}
