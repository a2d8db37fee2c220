package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A sorted sample that answers for its quantiles.
 *
 * <p>Quantiles are of type 7 (Hyndman and Fan 1996): linear between order statistics, x(h) with h =
 * (n - 1) p + 1, as spreadsheets, R and NumPy have it by default. Their intervals are
 * distribution-free: between two order statistics, whose ranks the binomial distribution gives.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Percentiles {

  private final double[] sorted;

  private Percentiles(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Returns the quantiles of a sample; the values are copied.
   *
   * @param sample the values, at least one, finite, in any order
   * @throws IllegalArgumentException if the sample is empty or a value is not finite
   */
  public static Percentiles of(double... sample) {
    double[] sorted = Samples.copy(sample, 1);
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** Returns the number of values. */
  public int size() {
    return sorted.length;
  }

  /**
   * Returns a quantile of type 7.
   *
   * @param probability the share of values below it, 0 (the minimum) to 1 (the maximum); 0.95 for
   *     the 95th percentile
   * @throws IllegalArgumentException if {@code probability < 0} or {@code probability > 1}
   */
  public double quantile(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be 0 to 1: " + probability + " (a ratio, not percent)");
    }
    double h = (sorted.length - 1) * probability;
    int below = (int) Math.floor(h);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Returns a quantile with the tightest order statistics whose error is at most (1 - confidence)/2
   * on each side.
   *
   * <p>A sample too small for a bound has none there: the side is infinite. For a continuous
   * distribution the interval covers the quantile with at least the confidence asked for.
   *
   * @param probability the share of values below the quantile, 0 (exclusive) to 1 (exclusive)
   * @param confidence the level, for example 0.95
   * @throws IllegalArgumentException if {@code probability} or {@code confidence} is not {@code >
   *     0} and {@code < 1}
   */
  public Interval interval(double probability, double confidence) {
    Checks.probability("probability", probability);
    Checks.probability("confidence", confidence);
    double tail = (1 - confidence) / 2;
    int lower = lowerRank(probability, tail);
    int upper = upperRank(probability, tail);
    return new Interval(
        quantile(probability),
        lower < 1 ? Double.NEGATIVE_INFINITY : sorted[lower - 1],
        upper > sorted.length ? Double.POSITIVE_INFINITY : sorted[upper - 1],
        confidence);
  }

  /** Returns the highest rank l with P(B {@code <= l} - 1) {@code <= tail}, 0 if there is none. */
  private int lowerRank(double probability, double tail) {
    BinomialDistribution below = BinomialDistribution.of(sorted.length, probability);
    int rank = below.inverseCumulativeProbability(tail) + 1;
    while (rank > 0 && below.cumulativeProbability(rank - 1) > tail) {
      rank--;
    }
    return rank;
  }

  /** Returns the lowest rank u with P(B {@code >= u}) {@code <= tail}, n + 1 if there is none. */
  private int upperRank(double probability, double tail) {
    BinomialDistribution below = BinomialDistribution.of(sorted.length, probability);
    int rank = Math.max(1, below.inverseSurvivalProbability(tail));
    while (rank <= sorted.length && below.survivalProbability(rank - 1) > tail) {
      rank++;
    }
    return rank;
  }
}
