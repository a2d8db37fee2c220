package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * How a path's loss scatters about the formula: log-normal, and alike at near places; 3GPP TR
 * 38.901 tables 7.4.1-1 and 7.5-6.
 *
 * <p>Immutable.
 *
 * @param standardDeviationDb the standard deviation in dB, {@code > 0}
 * @param correlationDistanceMetres the distance at which the correlation has fallen to 1/e, in
 *     metres, {@code > 0}
 * @since 0.1
 */
public record ShadowFading(double standardDeviationDb, double correlationDistanceMetres) {

  /**
   * Creates a description.
   *
   * @throws IllegalArgumentException if a value is not finite or {@code <= 0}
   */
  public ShadowFading {
    Checks.positive("standardDeviationDb", standardDeviationDb);
    Checks.positive("correlationDistanceMetres", correlationDistanceMetres);
  }

  /**
   * Returns the correlation of the shadowing at two places, exp(-d/d_cor), 0 to 1; eq. 7.4-5.
   *
   * @param distanceMetres the distance between them in metres, {@code >= 0}
   * @throws IllegalArgumentException if {@code distanceMetres < 0} or it is not finite
   */
  public double correlation(double distanceMetres) {
    return Math.exp(
        -Checks.notNegative("distanceMetres", distanceMetres) / correlationDistanceMetres);
  }
}
