package dev.qoe.sim.sensitivity;

import dev.qoe.sim.output.Moments;
import dev.qoe.sim.random.Inversion;
import dev.qoe.sim.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Resamples of the numbers 0 to n - 1, with replacement, the same ones for each statistic.
 *
 * <p>The half width is that of the normal interval: quantile times the standard deviation of the
 * resampled statistic. Immutable.
 */
final class Bootstrap {

  /** How many resamples are drawn. */
  static final int RESAMPLES = 500;

  private static final double QUANTILE = Inversion.normalQuantile(0.975);

  private final int[][] picks;

  private Bootstrap(int[][] picks) {
    this.picks = picks;
  }

  static Bootstrap of(int n, long seed) {
    UniformRandomProvider random = RandomStreams.of(seed).stream("bootstrap of sensitivity");
    int[][] picks = new int[RESAMPLES][n];
    for (int[] pick : picks) {
      for (int i = 0; i < n; i++) {
        pick[i] = random.nextInt(n);
      }
    }
    return new Bootstrap(picks);
  }

  /** Takes a statistic of the numbers picked. */
  interface Statistic {
    double of(int[] picked);
  }

  double halfWidth(Statistic statistic) {
    Moments moments = Moments.create();
    for (int[] pick : picks) {
      moments.add(statistic.of(pick));
    }
    return QUANTILE * moments.standardDeviation();
  }
}
