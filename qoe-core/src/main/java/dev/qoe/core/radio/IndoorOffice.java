package dev.qoe.core.radio;

import static dev.qoe.core.radio.Propagation.frequencyTerm;
import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.max;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.radio.Propagation.Bound;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * Indoor hotspots in offices (InH); 3GPP TR 38.901 table 7.4.1-1.
 *
 * <p>Valid for 1 to 150 m between the antennas, 0.5 to 100 GHz. The optional formula without line
 * of sight and the probabilities of line of sight are from general knowledge.
 *
 * <p>Immutable.
 *
 * @param baseHeightMetres the access point's height in metres, {@code > 0}
 * @param layout how the office is divided
 * @since 0.1
 */
public record IndoorOffice(double baseHeightMetres, Layout layout) implements PathLossModel {

  /**
   * How an office is divided, which decides the probability of line of sight.
   *
   * <p>Immutable.
   */
  public enum Layout {
    /** Rooms and corridors. */
    MIXED,
    /** One open room. */
    OPEN
  }

  /**
   * Creates a scenario.
   *
   * @throws IllegalArgumentException if {@code baseHeightMetres <= 0} or it is not finite
   */
  public IndoorOffice {
    Checks.positive("baseHeightMetres", baseHeightMetres);
  }

  /** Returns the report's scenario: an access point at 3 m. */
  public static IndoorOffice of(Layout layout) {
    return new IndoorOffice(3, layout);
  }

  @Override
  public double pathLossDb(PropagationCondition condition, RadioPath path) {
    double d3d = path.distance3dMetres(baseHeightMetres);
    return switch (condition) {
      case LOS -> lineOfSight(path, d3d);
      case NLOS -> max(lineOfSight(path, d3d), obstructed(path, d3d));
      case NLOS_OPTIONAL ->
          max(lineOfSight(path, d3d), 32.4 + 31.9 * log10(d3d) + frequencyTerm(path));
    };
  }

  private static double lineOfSight(RadioPath path, double d3d) {
    return 32.4 + 17.3 * log10(d3d) + frequencyTerm(path);
  }

  private static double obstructed(RadioPath path, double d3d) {
    return 17.30 + 38.3 * log10(d3d) + 24.9 * log10(path.frequencyGigahertz());
  }

  @Override
  public double lineOfSightProbability(double distance2dMetres, double terminalHeightMetres) {
    Propagation.requireTerminal(distance2dMetres, terminalHeightMetres);
    return switch (layout) {
      case MIXED -> mixedOfficeSight(distance2dMetres);
      case OPEN -> openOfficeSight(distance2dMetres);
    };
  }

  private static double mixedOfficeSight(double d) {
    if (d <= 1.2) {
      return 1;
    }
    return d < 6.5 ? exp(-(d - 1.2) / 4.7) : 0.32 * exp(-(d - 6.5) / 32.6);
  }

  private static double openOfficeSight(double d) {
    if (d <= 5) {
      return 1;
    }
    return d <= 49 ? exp(-(d - 5) / 70.8) : 0.54 * exp(-(d - 49) / 211.7);
  }

  @Override
  public ShadowFading shadowFading(PropagationCondition condition, RadioPath path) {
    return switch (condition) {
      case LOS -> new ShadowFading(3, 10);
      case NLOS -> new ShadowFading(8.03, 6);
      case NLOS_OPTIONAL -> new ShadowFading(8.29, 6);
    };
  }

  @Override
  public List<ValidityFlag> outsideValidity(PropagationCondition condition, RadioPath path) {
    return Propagation.outside(
        new Bound("frequencyGigahertz", path.frequencyGigahertz(), 0.5, 100),
        new Bound("distance3dMetres", path.distance3dMetres(baseHeightMetres), 1, 150));
  }
}
