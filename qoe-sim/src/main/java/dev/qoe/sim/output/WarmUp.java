package dev.qoe.sim.output;

import java.util.Arrays;

/**
 * A way to find how much of a run's start to delete, because it still depends on how the run began.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public interface WarmUp {

  /**
   * Returns where the settled part of a run begins.
   *
   * @param series finite values in their order
   * @throws IllegalArgumentException if a value is not finite, or the series is too short
   */
  Truncation find(double[] series);

  /**
   * What to delete.
   *
   * <p>Immutable.
   *
   * @param deleted the number of values at the start, {@code >= 0} and less than the series has
   * @param convincing false if the run seems too short to have settled; then take a longer one
   */
  record Truncation(int deleted, boolean convincing) {}

  /**
   * Returns the settled part of a run.
   *
   * @throws IllegalArgumentException as {@link #find}
   */
  default double[] delete(double[] series) {
    return Arrays.copyOfRange(series, find(series).deleted(), series.length);
  }

  /**
   * Returns the deletion of a fixed number of values.
   *
   * @param values how many, {@code >= 0}; a series must have more
   * @throws IllegalArgumentException if {@code values < 0}
   */
  static WarmUp fixed(int values) {
    Checks.atLeast("values", values, 0);
    return series -> {
      Checks.series("series", series, values + 1);
      return new Truncation(values, true);
    };
  }

  /**
   * Returns MSER-5: deletes as many batches of five as make the standard error of the remaining
   * mean least. A series must have at least 50 values.
   *
   * <p>Source: White, Cobb and Spratt, A comparison of five steady-state truncation heuristics for
   * simulation, Winter Simulation Conference 2000. As there, the last five batches are never
   * candidates, and a minimum in the second half of the run is not {@link Truncation#convincing()
   * convincing}: then half of the run is the most that is deleted.
   */
  static WarmUp mser5() {
    return new Mser5();
  }
}
