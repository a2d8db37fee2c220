package dev.qoe.core.radio;

import static dev.qoe.core.radio.Propagation.frequencyTerm;
import static dev.qoe.core.radio.Propagation.square;
import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.pow;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.radio.Propagation.Bound;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * Urban macro cells (UMa): base stations above the roofs; 3GPP TR 38.901 table 7.4.1-1.
 *
 * <p>Valid for 10 m to 5 km, terminals at 1.5 to 22.5 m, base stations at 25 m, 0.5 to 100 GHz.
 *
 * <p>Immutable.
 *
 * @param baseHeightMetres the base station's height h_BS in metres
 * @param environmentHeightMetres the effective height h_E of the surroundings in metres, {@code >=
 *     0} and below the base station: 1 for terminals below 13 m, else drawn (see {@link
 *     #streetLevelProbability})
 * @since 0.1
 */
public record UrbanMacro(double baseHeightMetres, double environmentHeightMetres)
    implements PathLossModel {

  /**
   * Creates a scenario.
   *
   * @throws IllegalArgumentException if {@code environmentHeightMetres < 0}, {@code
   *     baseHeightMetres <= environmentHeightMetres} or a value is not finite
   */
  public UrbanMacro {
    Checks.notNegative("environmentHeightMetres", environmentHeightMetres);
    Checks.positive(
        "baseHeightMetres - environmentHeightMetres", baseHeightMetres - environmentHeightMetres);
  }

  /** Returns the report's scenario: a base station at 25 m, surroundings of 1 m. */
  public static UrbanMacro of() {
    return new UrbanMacro(25, 1);
  }

  @Override
  public double pathLossDb(PropagationCondition condition, RadioPath path) {
    double d3d = path.distance3dMetres(baseHeightMetres);
    return switch (condition) {
      case LOS -> lineOfSight(path, d3d);
      case NLOS -> max(lineOfSight(path, d3d), obstructed(path, d3d));
      case NLOS_OPTIONAL -> 32.4 + 30 * log10(d3d) + frequencyTerm(path);
    };
  }

  private double lineOfSight(RadioPath path, double d3d) {
    double breakpoint = breakpointMetres(path);
    if (path.distance2dMetres() <= breakpoint) {
      return 28.0 + 22 * log10(d3d) + frequencyTerm(path);
    }
    return 28.0
        + 40 * log10(d3d)
        + frequencyTerm(path)
        - 9 * log10(square(breakpoint) + square(baseHeightMetres - path.terminalHeightMetres()));
  }

  private static double obstructed(RadioPath path, double d3d) {
    return 13.54
        + 39.08 * log10(d3d)
        + frequencyTerm(path)
        - 0.6 * (path.terminalHeightMetres() - 1.5);
  }

  /** Returns the distance d'BP at which the slope changes, in metres, {@code >= 0}. */
  public double breakpointMetres(RadioPath path) {
    return Propagation.streetBreakpointMetres(baseHeightMetres, environmentHeightMetres, path);
  }

  @Override
  public double lineOfSightProbability(double distance2dMetres, double terminalHeightMetres) {
    Propagation.requireTerminal(distance2dMetres, terminalHeightMetres);
    double heightGain = heightTerm(terminalHeightMetres) * distanceTerm(distance2dMetres);
    return Propagation.streetSight(distance2dMetres, 63) * (1 + heightGain);
  }

  /**
   * Returns the probability that the surroundings are at street level, h_E = 1 m: 1/(1 + C); table
   * 7.4.1-1 note 1. Otherwise h_E is one of 12, 15, ... up to the terminal's height less 1.5 m, all
   * equally likely.
   *
   * @param distance2dMetres the distance over ground in metres, {@code >= 0}
   * @param terminalHeightMetres the terminal's height in metres, {@code > 0}
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static double streetLevelProbability(
      double distance2dMetres, double terminalHeightMetres) {
    Propagation.requireTerminal(distance2dMetres, terminalHeightMetres);
    double c =
        distance2dMetres <= 18
            ? 0
            : heightTerm(terminalHeightMetres) * distanceTerm(distance2dMetres);
    return 1 / (1 + c);
  }

  /** Returns C' = ((h_UT - 13)/10)^1.5, 0 up to 13 m; table 7.4.2-1. */
  private static double heightTerm(double terminalHeight) {
    return terminalHeight <= 13 ? 0 : pow((terminalHeight - 13) / 10, 1.5);
  }

  private static double distanceTerm(double distance) {
    return 1.25 * pow(distance / 100, 3) * exp(-distance / 150);
  }

  @Override
  public ShadowFading shadowFading(PropagationCondition condition, RadioPath path) {
    return switch (condition) {
      case LOS -> new ShadowFading(4, 37);
      case NLOS -> new ShadowFading(6, 50);
      case NLOS_OPTIONAL -> new ShadowFading(7.8, 50);
    };
  }

  @Override
  public List<ValidityFlag> outsideValidity(PropagationCondition condition, RadioPath path) {
    return Propagation.outside(
        new Bound("frequencyGigahertz", path.frequencyGigahertz(), 0.5, 100),
        new Bound("distance2dMetres", path.distance2dMetres(), 10, 5000),
        new Bound("baseHeightMetres", baseHeightMetres, 25, 25),
        new Bound("terminalHeightMetres", path.terminalHeightMetres(), 1.5, 22.5));
  }
}
