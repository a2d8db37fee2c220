package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import java.util.Locale;

/**
 * The exponential interdependency of quality of experience and quality of service, {@code QoE =
 * alpha exp(-beta QoS) + gamma}.
 *
 * <p>Fiedler, Hossfeld, Tran-Gia: A generic quantitative relationship between quality of experience
 * and quality of service, IEEE Network 24(2), 2010. The worse the experience is already, the less a
 * further disturbance costs: {@code dQoE/dQoS = -beta (QoE - gamma)}. Immutable.
 *
 * @param alpha what the disturbance can cost, on the scale of QoE, finite, not 0
 * @param beta how fast it costs, per unit of QoS, {@code > 0}
 * @param gamma what remains under a disturbance without end, on the scale of QoE, finite
 * @since 0.1
 */
public record IqxLaw(double alpha, double beta, double gamma) implements QualityLaw {

  /**
   * Creates a law.
   *
   * @throws IllegalArgumentException if a number is not finite, {@code alpha == 0} or {@code beta
   *     <= 0}
   */
  public IqxLaw {
    Checks.finite("alpha", alpha);
    Checks.positive("beta", beta);
    Checks.finite("gamma", gamma);
    if (alpha == 0) {
      throw new IllegalArgumentException("alpha must not be 0: the law would be a constant");
    }
  }

  @Override
  public double at(double qos) {
    return alpha * Math.exp(-beta * qos) + gamma;
  }

  /** Returns dQoE/dQoS at a value of the parameter. */
  public double slope(double qos) {
    return -beta * (at(qos) - gamma);
  }

  @Override
  public double inverse(double quality) {
    double share = (quality - gamma) / alpha;
    if (!(share > 0)) {
      throw new IllegalArgumentException(
          "quality must lie on the %s side of gamma = %s: %s"
              .formatted(alpha > 0 ? "upper" : "lower", gamma, quality));
    }
    return -Math.log(share) / beta;
  }

  /** Returns for example {@code QoE = 3.01 exp(-4.473 QoS) + 1.065}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "QoE = %.4g exp(-%.4g QoS) %+.4g", alpha, beta, gamma);
  }
}
