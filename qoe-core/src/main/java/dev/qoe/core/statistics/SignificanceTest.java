package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.util.Locale;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * The outcome of a comparison of two models by ITU-T P.1401 (01/2020), at 95 % (equations from
 * general knowledge with high confidence).
 *
 * <p>Immutable.
 *
 * @param statistic the test statistic: |Z| or q
 * @param critical the value beyond which the difference is significant
 * @since 0.1
 */
public record SignificanceTest(double statistic, double critical) {

  /** The 97.5 % quantile of the normal distribution, as P.1401 rounds it. */
  static final double NORMAL_975 = 1.96;

  /** Returns whether the difference is significant: statistic {@code > critical}. */
  public boolean significant() {
    return statistic > critical;
  }

  /**
   * Compares two correlation coefficients of independent tests, with Fisher's transform: Z = (z1 -
   * z2)/sqrt(1/(N1 - 3) + 1/(N2 - 3)), significant if |Z| {@code > 1.96}.
   *
   * @param r1 the first coefficient, -1 to 1
   * @param n1 the stimuli behind it, {@code >= 4}
   * @param r2 the second coefficient, -1 to 1
   * @param n2 the stimuli behind it, {@code >= 4}
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static SignificanceTest ofCorrelations(double r1, int n1, double r2, int n2) {
    double variance =
        1.0 / (Checks.atLeast("n1", n1, 4) - 3) + 1.0 / (Checks.atLeast("n2", n2, 4) - 3);
    double difference = correlation("r1", r1) == correlation("r2", r2) ? 0 : atanh(r1) - atanh(r2);
    return new SignificanceTest(Math.abs(difference) / Math.sqrt(variance), NORMAL_975);
  }

  /**
   * Compares two root mean square errors: q = RMSEmax^2/RMSEmin^2, significant if it is above the
   * 95 % quantile of the F distribution with N - d degrees of freedom each, those of the greater
   * error first. Two errors of 0 do not differ.
   *
   * @param rmse1 the first error, {@code >= 0}
   * @param degreesOfFreedom1 its N - d, {@code >= 1}
   * @param rmse2 the second error, {@code >= 0}
   * @param degreesOfFreedom2 its N - d, {@code >= 1}
   * @throws IllegalArgumentException if a value is outside its range or not finite
   */
  public static SignificanceTest ofErrors(
      double rmse1, int degreesOfFreedom1, double rmse2, int degreesOfFreedom2) {
    Checks.atLeast("degreesOfFreedom1", degreesOfFreedom1, 1);
    Checks.atLeast("degreesOfFreedom2", degreesOfFreedom2, 1);
    Checks.notNegative("rmse1", rmse1);
    Checks.notNegative("rmse2", rmse2);
    if (rmse1 < rmse2) {
      return ofErrors(rmse2, degreesOfFreedom2, rmse1, degreesOfFreedom1);
    }
    double ratio = rmse1 == rmse2 ? 1 : rmse1 / rmse2;
    double critical =
        FDistribution.of(degreesOfFreedom1, degreesOfFreedom2).inverseSurvivalProbability(0.05);
    return new SignificanceTest(ratio * ratio, critical);
  }

  /** Returns for example {@code 2.31 > 1.96: significant at 95 %}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        significant() ? "%.4g > %.4g: significant at 95 %%" : "%.4g <= %.4g: not significant",
        statistic,
        critical);
  }

  /** Returns Fisher's z = 0.5 ln((1 + r)/(1 - r)). */
  static double atanh(double r) {
    return 0.5 * Math.log((1 + r) / (1 - r));
  }

  private static double correlation(String name, double r) {
    if (!(r >= -1 && r <= 1)) {
      throw new IllegalArgumentException(name + " must be -1 to 1: " + r);
    }
    return r;
  }
}
