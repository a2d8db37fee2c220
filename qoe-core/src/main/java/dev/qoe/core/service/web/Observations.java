package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pairs of QoS and quality, checked and copied: what a regression starts from. */
final class Observations {

  private final double[] qos;
  private final double[] quality;

  private Observations(double[] qos, double[] quality) {
    this.qos = qos;
    this.quality = quality;
  }

  /**
   * Copies the pairs.
   *
   * @param parameters how many parameters the law has: one pair more is needed, and as many
   *     distinct values of QoS
   */
  static Observations of(double[] qos, double[] quality, int parameters) {
    if (qos.length != quality.length) {
      throw new IllegalArgumentException(
          "qos and quality must be equally long: %d and %d".formatted(qos.length, quality.length));
    }
    if (qos.length <= parameters) {
      throw new IllegalArgumentException(
          "a law of %d parameters needs at least %d observations: %d"
              .formatted(parameters, parameters + 1, qos.length));
    }
    for (int i = 0; i < qos.length; i++) {
      Checks.notNegative("qos[" + i + "]", qos[i]);
      Checks.finite("quality[" + i + "]", quality[i]);
    }
    long distinct = Arrays.stream(qos).distinct().count();
    if (distinct < parameters) {
      throw new IllegalArgumentException(
          "a law of %d parameters needs as many distinct values of qos: %d"
              .formatted(parameters, distinct));
    }
    if (Arrays.stream(quality).distinct().count() == 1) {
      throw new IllegalArgumentException("quality must vary; every observation is " + quality[0]);
    }
    return new Observations(qos.clone(), quality.clone());
  }

  int size() {
    return qos.length;
  }

  double qos(int i) {
    return qos[i];
  }

  double quality(int i) {
    return quality[i];
  }

  double[] sortedDistinctQos() {
    return Arrays.stream(qos).sorted().distinct().toArray();
  }

  double sumOfSquares(QualityLaw law) {
    double sum = 0;
    for (int i = 0; i < qos.length; i++) {
      double residual = quality[i] - law.at(qos[i]);
      sum += residual * residual;
    }
    return sum;
  }

  /**
   * Returns the fit of {@code law}, whose parameters have these names, values and variances / s2.
   */
  <L extends QualityLaw> LawFit<L> fit(
      L law, String[] names, double[] values, double[] unscaledVariances) {
    int degreesOfFreedom = qos.length - names.length;
    double rss = sumOfSquares(law);
    double mean = Arrays.stream(quality).average().orElseThrow();
    double total = Arrays.stream(quality).map(y -> (y - mean) * (y - mean)).sum();
    double s = Math.sqrt(rss / degreesOfFreedom);
    List<ParameterEstimate> parameters = new ArrayList<>();
    for (int k = 0; k < names.length; k++) {
      double error = s * Math.sqrt(unscaledVariances[k]);
      parameters.add(new ParameterEstimate(names[k], values[k], error, degreesOfFreedom));
    }
    List<Double> residuals = new ArrayList<>();
    for (int i = 0; i < qos.length; i++) {
      residuals.add(quality[i] - law.at(qos[i]));
    }
    double[] sorted = sortedDistinctQos();
    QosRange range = new QosRange(sorted[0], sorted[sorted.length - 1]);
    return new LawFit<>(law, parameters, residuals, s, 1 - rss / total, range);
  }
}
