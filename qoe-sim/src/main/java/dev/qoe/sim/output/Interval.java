package dev.qoe.sim.output;

import java.util.Locale;

/**
 * A mean with its two-sided confidence interval by Student's t distribution.
 *
 * <p>The interval is right for independent, roughly normal values: means of replications or of long
 * batches, not the raw output of one run. Of a single value the interval is infinite.
 *
 * <p>Source: Law, Simulation Modeling and Analysis, 5th ed., eq. 4.12.
 *
 * <p>Immutable.
 *
 * @param mean the centre, finite, in the unit of the values
 * @param halfWidth the distance from the centre to either end, {@code >= 0}, infinite for one value
 * @param level the probability that such an interval covers the true mean, above 0 and below 1
 * @param n the number of values that it rests on, {@code >= 1}
 * @since 0.1
 */
public record Interval(double mean, double halfWidth, double level, long n) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Interval {
    Checks.finite("mean", mean);
    if (!(halfWidth >= 0)) {
      throw new IllegalArgumentException("half width must be >= 0: " + halfWidth);
    }
    Checks.level(level);
    Checks.atLeast("n", n, 1);
  }

  /**
   * Returns the interval of independent values.
   *
   * @param values at least one, finite
   * @param level above 0 and below 1, such as 0.95
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Interval of(double[] values, double level) {
    return Moments.of(values).interval(level);
  }

  /**
   * Returns the interval of the mean difference {@code a[i] - b[i]} of pairs: runs of two systems
   * that share their random numbers.
   *
   * @param a at least one finite value
   * @param b as many as {@code a}
   * @param level above 0 and below 1, such as 0.95
   * @throws IllegalArgumentException if an argument is outside its range, or {@code a.length !=
   *     b.length}
   */
  public static Interval ofDifference(double[] a, double[] b, double level) {
    Checks.series("a", a, 1);
    Checks.series("b", b, 1);
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "pairs need as many values of a as of b: %d and %d".formatted(a.length, b.length));
    }
    Moments differences = Moments.create();
    for (int i = 0; i < a.length; i++) {
      differences.add(a[i] - b[i]);
    }
    return differences.interval(level);
  }

  /** Returns the lower end, in the unit of the values. */
  public double lower() {
    return mean - halfWidth;
  }

  /** Returns the upper end, in the unit of the values. */
  public double upper() {
    return mean + halfWidth;
  }

  /** Tells whether a value lies within, ends included. */
  public boolean contains(double value) {
    return value >= lower() && value <= upper();
  }

  /**
   * Returns the half width as a share of the mean's magnitude, {@code >= 0}; infinite if the mean
   * is 0 and the half width is not.
   */
  public double relativeHalfWidth() {
    return halfWidth == 0 ? 0 : halfWidth / Math.abs(mean);
  }

  /** Returns the interval as people write it: {@code 9.03 +- 0.41 (99 %, n = 20)}. */
  @Override
  public String toString() {
    return "%s +- %s (%s %%, n = %d)"
        .formatted(digits(mean), digits(halfWidth), Plain.text(level * 100), n);
  }

  /** Rounds to the second digit of the half width: the others are noise. */
  private String digits(double value) {
    if (halfWidth == 0 || Double.isInfinite(halfWidth)) {
      return Plain.text(value);
    }
    int decimals = 1 - (int) Math.floor(StrictMath.log10(halfWidth));
    return decimals > 15
        ? String.format(Locale.ROOT, "%.6g", value)
        : String.format(Locale.ROOT, "%." + Math.max(0, decimals) + "f", value);
  }
}
