package dev.qoe.sim.output;

import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of Student's t distribution. */
final class StudentT {

  private StudentT() {}

  /**
   * Returns the value that a t-distributed variable's magnitude stays below with a probability.
   *
   * <p>The library searches the quantile to an absolute 1e-9; a Newton step gives the other digits.
   */
  static double critical(double level, long degreesOfFreedom) {
    TDistribution distribution = TDistribution.of((double) degreesOfFreedom);
    double tail = (1 - level) / 2;
    double near = distribution.inverseSurvivalProbability(tail);
    double step = (distribution.survivalProbability(near) - tail) / distribution.density(near);
    return Double.isFinite(step) ? near + step : near;
  }
}
