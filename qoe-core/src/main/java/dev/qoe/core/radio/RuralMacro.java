package dev.qoe.core.radio;

import static dev.qoe.core.radio.Propagation.frequencyTerm;
import static dev.qoe.core.radio.Propagation.square;
import static java.lang.Math.PI;
import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.radio.Propagation.Bound;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * Rural macro cells (RMa); 3GPP TR 38.901 table 7.4.1-1.
 *
 * <p>Valid for 10 m to 10 km (5 km without line of sight), terminals at 1 to 10 m, base stations at
 * 10 to 150 m, buildings and streets of 5 to 50 m, 0.5 to 30 GHz.
 *
 * <p>Immutable.
 *
 * @param baseHeightMetres the base station's height h_BS in metres, {@code > 0}
 * @param buildingHeightMetres the mean height h of buildings in metres, {@code > 0}
 * @param streetWidthMetres the mean width W of streets in metres, {@code > 0}
 * @since 0.1
 */
public record RuralMacro(
    double baseHeightMetres, double buildingHeightMetres, double streetWidthMetres)
    implements PathLossModel {

  /**
   * Creates a scenario.
   *
   * @throws IllegalArgumentException if a value is not finite or {@code <= 0}
   */
  public RuralMacro {
    Checks.positive("baseHeightMetres", baseHeightMetres);
    Checks.positive("buildingHeightMetres", buildingHeightMetres);
    Checks.positive("streetWidthMetres", streetWidthMetres);
  }

  /** Returns the report's scenario: a base station at 35 m, buildings of 5 m, streets of 20 m. */
  public static RuralMacro of() {
    return new RuralMacro(35, 5, 20);
  }

  @Override
  public double pathLossDb(PropagationCondition condition, RadioPath path) {
    double d3d = path.distance3dMetres(baseHeightMetres);
    return switch (condition) {
      case LOS -> lineOfSight(path, d3d);
      case NLOS -> max(lineOfSight(path, d3d), obstructed(path, d3d));
      case NLOS_OPTIONAL -> throw noOptionalFormula();
    };
  }

  private double lineOfSight(RadioPath path, double d3d) {
    double breakpoint = breakpointMetres(path);
    if (path.distance2dMetres() <= breakpoint) {
      return beforeBreakpoint(path, d3d);
    }
    return beforeBreakpoint(path, breakpoint) + 40 * log10(d3d / breakpoint);
  }

  /** Returns PL1 at the distance {@code d} between the antennas. */
  private double beforeBreakpoint(RadioPath path, double d) {
    double h = buildingHeightMetres;
    return 20 * log10(40 * PI * d * path.frequencyGigahertz() / 3)
        + min(0.03 * pow(h, 1.72), 10) * log10(d)
        - min(0.044 * pow(h, 1.72), 14.77)
        + 0.002 * log10(h) * d;
  }

  private double obstructed(RadioPath path, double d3d) {
    double h = buildingHeightMetres;
    double base = baseHeightMetres;
    return 161.04
        - 7.1 * log10(streetWidthMetres)
        + 7.5 * log10(h)
        - (24.37 - 3.7 * square(h / base)) * log10(base)
        + (43.42 - 3.1 * log10(base)) * (log10(d3d) - 3)
        + frequencyTerm(path)
        - (3.2 * square(log10(11.75 * path.terminalHeightMetres())) - 4.97);
  }

  /** Returns the distance dBP = 2 pi h_BS h_UT f/c at which the slope changes, in metres. */
  public double breakpointMetres(RadioPath path) {
    return 2
        * PI
        * baseHeightMetres
        * path.terminalHeightMetres()
        * path.frequencyGigahertz()
        * 1e9
        / Propagation.SPEED_OF_LIGHT;
  }

  @Override
  public double lineOfSightProbability(double distance2dMetres, double terminalHeightMetres) {
    Propagation.requireTerminal(distance2dMetres, terminalHeightMetres);
    return distance2dMetres <= 10 ? 1 : exp(-(distance2dMetres - 10) / 1000);
  }

  @Override
  public ShadowFading shadowFading(PropagationCondition condition, RadioPath path) {
    return switch (condition) {
      case LOS -> new ShadowFading(path.distance2dMetres() <= breakpointMetres(path) ? 4 : 6, 37);
      case NLOS -> new ShadowFading(8, 120);
      case NLOS_OPTIONAL -> throw noOptionalFormula();
    };
  }

  @Override
  public List<ValidityFlag> outsideValidity(PropagationCondition condition, RadioPath path) {
    double reach = condition == PropagationCondition.LOS ? 10_000 : 5000;
    return Propagation.outside(
        new Bound("frequencyGigahertz", path.frequencyGigahertz(), 0.5, 30),
        new Bound("distance2dMetres", path.distance2dMetres(), 10, reach),
        new Bound("baseHeightMetres", baseHeightMetres, 10, 150),
        new Bound("terminalHeightMetres", path.terminalHeightMetres(), 1, 10),
        new Bound("buildingHeightMetres", buildingHeightMetres, 5, 50),
        new Bound("streetWidthMetres", streetWidthMetres, 5, 50));
  }

  private static IllegalArgumentException noOptionalFormula() {
    return new IllegalArgumentException(
        "rural macro has no optional formula without line of sight: NLOS_OPTIONAL (use NLOS)");
  }
}
