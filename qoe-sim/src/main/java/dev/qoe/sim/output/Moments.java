package dev.qoe.sim.output;

import java.util.Locale;

/**
 * The running count, mean, variance and extremes of values, in constant space.
 *
 * <p>Source: Welford, Note on a method for calculating corrected sums of squares and products,
 * Technometrics 4 (1962); merging by Chan, Golub and LeVeque (1979).
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class Moments {

  private long n;
  private double mean;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  private Moments() {}

  /** Returns moments of no value yet. */
  public static Moments create() {
    return new Moments();
  }

  /**
   * Returns the moments of values.
   *
   * @param values finite, in any unit
   * @throws IllegalArgumentException if a value is not finite
   */
  public static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  /**
   * Adds a value.
   *
   * @param value finite
   * @throws IllegalArgumentException if it is not
   */
  public void add(double value) {
    Checks.finite("value", value);
    n++;
    double before = value - mean;
    mean += before / n;
    squares += before * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** Adds all values of others, which stay as they are. */
  public void add(Moments others) {
    if (others.n == 0) {
      return;
    }
    double difference = others.mean - mean;
    double total = (double) n + others.n;
    squares += others.squares + difference * difference * (n * (others.n / total));
    mean += difference * (others.n / total);
    n += others.n;
    min = Math.min(min, others.min);
    max = Math.max(max, others.max);
  }

  /** Forgets all values. */
  public void clear() {
    n = 0;
    mean = 0;
    squares = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }

  /** Returns the number of values, {@code >= 0}. */
  public long n() {
    return n;
  }

  /** Returns the mean, or NaN of no value. */
  public double mean() {
    return n == 0 ? Double.NaN : mean;
  }

  /**
   * Returns the unbiased variance (divisor n - 1), {@code >= 0}, or NaN of fewer than two values.
   */
  public double variance() {
    return n < 2 ? Double.NaN : squares / (n - 1);
  }

  /** Returns the square root of the variance, or NaN of fewer than two values. */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /** Returns the smallest value, or NaN of no value. */
  public double min() {
    return n == 0 ? Double.NaN : min;
  }

  /** Returns the largest value, or NaN of no value. */
  public double max() {
    return n == 0 ? Double.NaN : max;
  }

  /**
   * Returns the mean's confidence interval, taking the values for independent.
   *
   * @param level above 0 and below 1, such as 0.95
   * @throws IllegalArgumentException if {@code level} is outside its range
   * @throws IllegalStateException if there is no value
   */
  public Interval interval(double level) {
    Checks.level(level);
    if (n == 0) {
      throw new IllegalStateException("no interval of no value; add at least one");
    }
    double halfWidth =
        n == 1
            ? Double.POSITIVE_INFINITY
            : squares == 0 ? 0 : StudentT.critical(level, n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new Interval(mean, halfWidth, level, n);
  }

  @Override
  public String toString() {
    return n == 0
        ? "no values"
        : String.format(
            Locale.ROOT,
            "n = %d, mean %s, deviation %s, from %s to %s",
            n,
            Plain.text(mean()),
            Plain.text(standardDeviation()),
            Plain.text(min),
            Plain.text(max));
  }
}
