package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;

/**
 * The least-squares fit of the {@link LogarithmicLaw} to observations: linear regression of the
 * quality on ln(QoS).
 *
 * <p>Standard errors are exact if the deviations are independent and normal with one variance.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class LogarithmicRegression {

  private LogarithmicRegression() {}

  /**
   * Returns the fit; its parameters are {@code a} and {@code b}.
   *
   * @param qos the values of the parameter, finite, {@code > 0}, at least two of them distinct
   * @param quality the quality at each, finite, not all the same
   * @throws IllegalArgumentException if the arrays differ in length, hold fewer than three pairs,
   *     or break a rule above
   */
  public static LawFit<LogarithmicLaw> fit(double[] qos, double[] quality) {
    Observations data = Observations.of(qos, quality, 2);
    int n = data.size();
    double meanZ = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanZ += Math.log(Checks.positive("qos[" + i + "]", data.qos(i))) / n;
      meanY += data.quality(i) / n;
    }
    double szz = 0;
    double szy = 0;
    for (int i = 0; i < n; i++) {
      double z = Math.log(data.qos(i)) - meanZ;
      szz += z * z;
      szy += z * (data.quality(i) - meanY);
    }
    double b = szy / szz;
    double a = meanY - b * meanZ;
    return data.fit(
        new LogarithmicLaw(a, b),
        new String[] {"a", "b"},
        new double[] {a, b},
        new double[] {1.0 / n + meanZ * meanZ / szz, 1 / szz});
  }
}
