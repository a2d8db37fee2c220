package dev.qoe.sim.whatif;

import java.util.Locale;

/**
 * How far a long search has come.
 *
 * <p>Immutable.
 *
 * @param evaluations how many points were tried, {@code >= 1}
 * @param most how many are tried at the most
 * @param best the objective at the best point so far
 * @param cost what the best point so far costs, {@code >= 0}
 * @since 0.1
 */
public record Progress(int evaluations, int most, double best, double cost) {

  /** Returns for example {@code 400 of 4000 tried, best 74.2 at a cost of 12.5}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d of %d tried, best %.1f at a cost of %.4g", evaluations, most, best, cost);
  }
}
