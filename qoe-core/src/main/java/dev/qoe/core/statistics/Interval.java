package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * An estimate with its confidence interval.
 *
 * <p>Immutable.
 *
 * @param estimate the point estimate
 * @param lower the lower bound, inclusive; minus infinity where the sample is too small for one
 * @param upper the upper bound, inclusive; plus infinity where the sample is too small for one
 * @param confidence the level aimed at, 0 (exclusive) to 1 (exclusive)
 * @since 0.1
 */
public record Interval(double estimate, double lower, double upper, double confidence) {

  /**
   * Creates an interval.
   *
   * @throws IllegalArgumentException if {@code confidence <= 0}, {@code confidence >= 1}, {@code
   *     lower > upper}, or a value is not a number
   */
  public Interval {
    Checks.probability("confidence", confidence);
    if (!(lower <= upper) || Double.isNaN(estimate)) {
      throw new IllegalArgumentException(
          "interval must have lower <= upper and a number as estimate: "
              + estimate
              + " in "
              + lower
              + " to "
              + upper);
    }
  }

  /** Returns whether {@code value} lies in the interval, bounds included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /**
   * Returns whether the intervals have a value in common. Benchmark reports call two networks with
   * overlapping intervals joint winners; this is stricter than a test of their difference.
   */
  public boolean overlaps(Interval other) {
    return lower <= other.upper && other.lower <= upper;
  }

  /** Returns half of the interval's length, in the estimate's unit. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** Returns for example {@code 0.9500 (0.8882 to 0.9785, 95 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4f (%.4f to %.4f, %s %%)", estimate, lower, upper, percent(confidence));
  }

  private static String percent(double ratio) {
    return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
