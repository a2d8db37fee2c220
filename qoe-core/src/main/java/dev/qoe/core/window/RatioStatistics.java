package dev.qoe.core.window;

/**
 * A share of a whole over a window, as its two parts.
 *
 * <p>Immutable.
 *
 * @param count how many readings there were
 * @param numerator the sum of the parts, {@code >= 0}
 * @param denominator the sum of the wholes, {@code >= numerator}
 * @since 0.1
 */
public record RatioStatistics(long count, double numerator, double denominator) {

  /** Returns the share of all, 0 to 1; NaN if nothing was counted. It is no mean of shares. */
  public double ratio() {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }

  /** Returns the two as one, as of two windows or two elements. */
  public RatioStatistics plus(RatioStatistics other) {
    return new RatioStatistics(
        count + other.count, numerator + other.numerator, denominator + other.denominator);
  }
}
