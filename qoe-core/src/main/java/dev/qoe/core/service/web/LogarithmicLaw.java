package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import java.util.Locale;

/**
 * The law of Weber and Fechner, {@code QoE = a + b ln(QoS)}: equal ratios of the stimulus are equal
 * steps of the sensation.
 *
 * <p>b is negative where more is worse (waiting time in seconds) and positive where more is better
 * (bit rate). Immutable.
 *
 * @param intercept a, the quality at QoS = 1, finite
 * @param slope b, the gain of quality per factor e of QoS, finite, not 0
 * @since 0.1
 */
public record LogarithmicLaw(double intercept, double slope) implements QualityLaw {

  /**
   * Creates a law.
   *
   * @throws IllegalArgumentException if a number is not finite or {@code slope == 0}
   */
  public LogarithmicLaw {
    Checks.finite("intercept", intercept);
    Checks.finite("slope", slope);
    if (slope == 0) {
      throw new IllegalArgumentException("slope must not be 0: the law would be a constant");
    }
  }

  /**
   * Returns the law through two anchors on the scale of 1 to 5: {@code QoE = 1 + 4 (ln QoS - ln
   * worst) / (ln best - ln worst)}.
   *
   * @param worst the value of QoS that people rate 1, {@code > 0}
   * @param best the value of QoS that people rate 5, {@code > 0}
   * @throws IllegalArgumentException if an anchor is not finite and {@code > 0}, or {@code worst ==
   *     best}
   */
  public static LogarithmicLaw ofAnchors(double worst, double best) {
    Checks.positive("worst", worst);
    Checks.positive("best", best);
    if (worst == best) {
      throw new IllegalArgumentException("worst and best must differ: both are " + best);
    }
    double slope = 4 / (Math.log(best) - Math.log(worst));
    return new LogarithmicLaw(1 - slope * Math.log(worst), slope);
  }

  @Override
  public double at(double qos) {
    return intercept + slope * Math.log(qos);
  }

  @Override
  public double inverse(double quality) {
    return Math.exp((quality - intercept) / slope);
  }

  /** Returns for example {@code QoE = 3.804 -1.035 ln(QoS)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "QoE = %.4g %+.4g ln(QoS)", intercept, slope);
  }
}
