package dev.qoe.core.radio;

import static dev.qoe.core.radio.Propagation.frequencyTerm;
import static dev.qoe.core.radio.Propagation.square;
import static java.lang.Math.log10;
import static java.lang.Math.max;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.radio.Propagation.Bound;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * Urban micro cells in street canyons (UMi): base stations below the roofs; 3GPP TR 38.901 table
 * 7.4.1-1.
 *
 * <p>Valid for 10 m to 5 km, terminals at 1.5 to 22.5 m, base stations at 10 m, 0.5 to 100 GHz. The
 * optional formula without line of sight is from general knowledge.
 *
 * <p>Immutable.
 *
 * @param baseHeightMetres the base station's height h_BS in metres, above 1, the height h_E of the
 *     surroundings
 * @since 0.1
 */
public record UrbanMicro(double baseHeightMetres) implements PathLossModel {

  private static final double ENVIRONMENT_HEIGHT_METRES = 1;

  /**
   * Creates a scenario.
   *
   * @throws IllegalArgumentException if {@code baseHeightMetres <= 1} or it is not finite
   */
  public UrbanMicro {
    Checks.positive("baseHeightMetres - 1", baseHeightMetres - ENVIRONMENT_HEIGHT_METRES);
  }

  /** Returns the report's scenario: a base station at 10 m. */
  public static UrbanMicro of() {
    return new UrbanMicro(10);
  }

  @Override
  public double pathLossDb(PropagationCondition condition, RadioPath path) {
    double d3d = path.distance3dMetres(baseHeightMetres);
    return switch (condition) {
      case LOS -> lineOfSight(path, d3d);
      case NLOS -> max(lineOfSight(path, d3d), obstructed(path, d3d));
      case NLOS_OPTIONAL -> 32.4 + 31.9 * log10(d3d) + frequencyTerm(path);
    };
  }

  private double lineOfSight(RadioPath path, double d3d) {
    double breakpoint = breakpointMetres(path);
    if (path.distance2dMetres() <= breakpoint) {
      return 32.4 + 21 * log10(d3d) + frequencyTerm(path);
    }
    return 32.4
        + 40 * log10(d3d)
        + frequencyTerm(path)
        - 9.5 * log10(square(breakpoint) + square(baseHeightMetres - path.terminalHeightMetres()));
  }

  private static double obstructed(RadioPath path, double d3d) {
    return 22.4
        + 35.3 * log10(d3d)
        + 21.3 * log10(path.frequencyGigahertz())
        - 0.3 * (path.terminalHeightMetres() - 1.5);
  }

  /** Returns the distance d'BP at which the slope changes, in metres, {@code >= 0}. */
  public double breakpointMetres(RadioPath path) {
    return Propagation.streetBreakpointMetres(baseHeightMetres, ENVIRONMENT_HEIGHT_METRES, path);
  }

  @Override
  public double lineOfSightProbability(double distance2dMetres, double terminalHeightMetres) {
    Propagation.requireTerminal(distance2dMetres, terminalHeightMetres);
    return Propagation.streetSight(distance2dMetres, 36);
  }

  @Override
  public ShadowFading shadowFading(PropagationCondition condition, RadioPath path) {
    return switch (condition) {
      case LOS -> new ShadowFading(4, 10);
      case NLOS -> new ShadowFading(7.82, 13);
      case NLOS_OPTIONAL -> new ShadowFading(8.2, 13);
    };
  }

  @Override
  public List<ValidityFlag> outsideValidity(PropagationCondition condition, RadioPath path) {
    return Propagation.outside(
        new Bound("frequencyGigahertz", path.frequencyGigahertz(), 0.5, 100),
        new Bound("distance2dMetres", path.distance2dMetres(), 10, 5000),
        new Bound("baseHeightMetres", baseHeightMetres, 10, 10),
        new Bound("terminalHeightMetres", path.terminalHeightMetres(), 1.5, 22.5));
  }
}
