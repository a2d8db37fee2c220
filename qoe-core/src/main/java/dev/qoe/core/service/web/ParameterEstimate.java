package dev.qoe.core.service.web;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A parameter of a law as estimated from data.
 *
 * <p>Immutable.
 *
 * @param name the parameter's name in the law, for example {@code beta}
 * @param value the estimate
 * @param standardError the estimate's standard error, {@code >= 0}; asymptotic where the law is not
 *     linear in the parameter
 * @param degreesOfFreedom observations less parameters, {@code >= 1}
 * @since 0.1
 */
public record ParameterEstimate(
    String name, double value, double standardError, int degreesOfFreedom) {

  /**
   * Returns the confidence interval {@code value -+ t((1 + confidence) / 2, degreesOfFreedom)
   * standardError}.
   *
   * @param confidence 0 to 1 (both exclusive), for example 0.95
   * @throws IllegalArgumentException if {@code confidence <= 0} or {@code confidence >= 1}
   */
  public ConfidenceInterval interval(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be between 0 and 1: %s (usual: 0.95)".formatted(confidence));
    }
    double t = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    return new ConfidenceInterval(value - t * standardError, value + t * standardError);
  }

  /** Returns for example {@code beta 4.47 (95 %: 4.31 to 4.64)}. */
  @Override
  public String toString() {
    ConfidenceInterval ci = interval(0.95);
    return String.format(
        Locale.ROOT, "%s %.4g (95 %%: %.4g to %.4g)", name, value, ci.lower(), ci.upper());
  }

  /**
   * An interval that covers the true parameter with a given confidence.
   *
   * <p>Immutable.
   *
   * @param lower the lower end
   * @param upper the upper end, {@code >= lower}
   */
  public record ConfidenceInterval(double lower, double upper) {

    /** Returns whether a value lies in the interval, its ends included. */
    public boolean contains(double value) {
      return lower <= value && value <= upper;
    }
  }
}
