package dev.qoe.core.service.web;

import java.util.List;
import java.util.Locale;

/**
 * A quality law found by least squares, with what is left unexplained and how sure its parameters
 * are.
 *
 * <p>Immutable.
 *
 * @param law the law
 * @param parameters its parameters, in the order of the law's record components
 * @param residuals observed less fitted quality, in the order of the observations
 * @param residualStandardError sqrt(RSS / (n - p)), on the scale of quality, {@code >= 0}
 * @param rSquared the share of the variance that the law explains, {@code <= 1}
 * @param range the values of QoS that were observed
 * @param <L> the kind of law
 * @since 0.1
 */
public record LawFit<L extends QualityLaw>(
    L law,
    List<ParameterEstimate> parameters,
    List<Double> residuals,
    double residualStandardError,
    double rSquared,
    QosRange range) {

  /** Creates a fit; the lists are copied. */
  public LawFit {
    parameters = List.copyOf(parameters);
    residuals = List.copyOf(residuals);
  }

  /** Returns for example {@code QoE = 3.8 -1.04 ln(QoS), R2 0.987, s 0.11, n 24}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, R2 %.3f, s %.3g, n %d",
        law,
        rSquared,
        residualStandardError,
        residuals.size());
  }
}
