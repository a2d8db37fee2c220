package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * The path between a base station and a terminal, but for the base station's height, which is the
 * deployment's.
 *
 * <p>Immutable.
 *
 * @param frequencyGigahertz the carrier frequency in GHz, {@code > 0}
 * @param distance2dMetres the distance over ground in metres, {@code >= 0}
 * @param terminalHeightMetres the terminal's height in metres, {@code > 0}
 * @since 0.1
 */
public record RadioPath(
    double frequencyGigahertz, double distance2dMetres, double terminalHeightMetres) {

  /**
   * Creates a path.
   *
   * @throws IllegalArgumentException if {@code frequencyGigahertz <= 0}, {@code distance2dMetres <
   *     0}, {@code terminalHeightMetres <= 0} or a value is not finite
   */
  public RadioPath {
    Checks.positive("frequencyGigahertz", frequencyGigahertz);
    Checks.notNegative("distance2dMetres", distance2dMetres);
    Checks.positive("terminalHeightMetres", terminalHeightMetres);
  }

  /**
   * Returns a path to a terminal held at 1.5 m.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public static RadioPath of(double frequencyGigahertz, double distance2dMetres) {
    return new RadioPath(frequencyGigahertz, distance2dMetres, 1.5);
  }

  /**
   * Returns the distance between the antennas, d3D, in metres.
   *
   * @param baseHeightMetres the base station's height in metres
   * @throws IllegalArgumentException if both are at the same point
   */
  public double distance3dMetres(double baseHeightMetres) {
    double distance = Math.hypot(distance2dMetres, baseHeightMetres - terminalHeightMetres);
    if (distance == 0) {
      throw new IllegalArgumentException(
          "distance2dMetres must be > 0 where terminal and base station are equally high: 0.0");
    }
    return distance;
  }
}
