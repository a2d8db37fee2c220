package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of a sample with its standard deviation.
 *
 * <p>Immutable.
 *
 * @param size the number n of values, {@code >= 1}
 * @param mean the arithmetic mean
 * @param standardDeviation the standard deviation with divisor n - 1, {@code >= 0}; 0 for one value
 * @since 0.1
 */
public record SampleMean(int size, double mean, double standardDeviation) {

  /**
   * Creates a summary.
   *
   * @throws IllegalArgumentException if {@code size < 1}, {@code standardDeviation < 0} or a value
   *     is not finite
   */
  public SampleMean {
    Checks.atLeast("size", size, 1);
    Checks.finite("mean", mean);
    Checks.notNegative("standardDeviation", standardDeviation);
  }

  /**
   * Returns the summary of a sample, by Welford's recurrence, which does not cancel.
   *
   * @param sample the values, at least one, finite
   * @throws IllegalArgumentException if the sample is empty or a value is not finite
   */
  public static SampleMean of(double... sample) {
    Checks.atLeast("sample size", sample.length, 1);
    double mean = 0;
    double squares = 0;
    int n = 0;
    for (double value : sample) {
      Checks.finite("sample", value);
      n++;
      double delta = value - mean;
      mean += delta / n;
      squares += delta * (value - mean);
    }
    return new SampleMean(n, mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1)));
  }

  /** Returns the standard error of the mean, s/sqrt(n). */
  public double standardError() {
    return standardDeviation / Math.sqrt(size);
  }

  /**
   * Returns Student's interval of the mean, mean +- t s/sqrt(n); without bounds for one value.
   *
   * @param confidence the level, for example 0.95
   * @throws IllegalArgumentException if {@code confidence <= 0} or {@code confidence >= 1}
   */
  public Interval interval(double confidence) {
    Checks.probability("confidence", confidence);
    if (size == 1) {
      return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, confidence);
    }
    double t = TDistribution.of(size - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    double halfWidth = t * standardError();
    return new Interval(mean, mean - halfWidth, mean + halfWidth, confidence);
  }

  /** Returns for example {@code 3.86 (s 0.72, n 24)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4g (s %.4g, n %d)", mean, standardDeviation, size);
  }
}
