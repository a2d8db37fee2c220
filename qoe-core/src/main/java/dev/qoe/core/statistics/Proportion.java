package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Successes among trials, such as calls set up or dropped, with the intervals of their ratio.
 *
 * <p>Immutable.
 *
 * @param successes the trials that count, 0 to {@code trials}
 * @param trials all trials, {@code >= 1}
 * @since 0.1
 */
public record Proportion(long successes, long trials) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Creates a proportion.
   *
   * @throws IllegalArgumentException if {@code trials < 1}, {@code successes < 0} or {@code
   *     successes > trials}
   */
  public Proportion {
    if (trials < 1) {
      throw new IllegalArgumentException("trials must be at least 1: " + trials);
    }
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException("successes must be 0 to " + trials + ": " + successes);
    }
  }

  /** Returns the ratio, 0 to 1. */
  public double ratio() {
    return (double) successes / trials;
  }

  /**
   * Returns Wilson's score interval, (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2))/(1 + z^2/n): near
   * the nominal level on average, and the one to prefer.
   *
   * @param confidence the level, for example 0.95
   * @throws IllegalArgumentException if {@code confidence <= 0} or {@code confidence >= 1}
   */
  public Interval wilson(double confidence) {
    Checks.probability("confidence", confidence);
    double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    double n = trials;
    double p = ratio();
    double scale = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / scale;
    double halfWidth = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
    return new Interval(
        p,
        successes == 0 ? 0 : centre - halfWidth,
        successes == trials ? 1 : centre + halfWidth,
        confidence);
  }

  /**
   * Returns the interval of Clopper and Pearson, from quantiles of the beta distribution: never
   * below the nominal level, and so wider. ETSI TS 102 250-6 names it for small samples (from
   * general knowledge).
   *
   * @param confidence the level, for example 0.95
   * @throws IllegalArgumentException if {@code confidence <= 0} or {@code confidence >= 1}
   */
  public Interval clopperPearson(double confidence) {
    Checks.probability("confidence", confidence);
    double tail = (1 - confidence) / 2;
    long failures = trials - successes;
    double lower =
        successes == 0
            ? 0
            : BetaDistribution.of((double) successes, failures + 1.0)
                .inverseCumulativeProbability(tail);
    double upper =
        failures == 0
            ? 1
            : BetaDistribution.of(successes + 1.0, (double) failures)
                .inverseSurvivalProbability(tail);
    return new Interval(ratio(), lower, upper, confidence);
  }
}
