package dev.qoe.core.radio;

import static java.lang.Math.exp;
import static java.lang.Math.log10;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;
import java.util.stream.Stream;

/** The terms that several scenarios of 3GPP TR 38.901 share. */
final class Propagation {

  /** The speed of light in m/s, as TR 38.901 prints it; it moves the breakpoints by 0.07 %. */
  static final double SPEED_OF_LIGHT = 3.0e8;

  private Propagation() {}

  static double square(double x) {
    return x * x;
  }

  /** Returns 20 log10 f, f in GHz. */
  static double frequencyTerm(RadioPath path) {
    return 20 * log10(path.frequencyGigahertz());
  }

  /**
   * Returns d'BP = 4 h'BS h'UT f/c in metres, table 7.4.1-1 note 1; 0 where an antenna is below the
   * environment.
   */
  static double streetBreakpointMetres(
      double baseHeight, double environmentHeight, RadioPath path) {
    double base = Math.max(0, baseHeight - environmentHeight);
    double terminal = Math.max(0, path.terminalHeightMetres() - environmentHeight);
    return 4 * base * terminal * path.frequencyGigahertz() * 1e9 / SPEED_OF_LIGHT;
  }

  /** Returns the probability of line of sight over a street, 18/d + exp(-d/scale) (1 - 18/d). */
  static double streetSight(double distance, double scale) {
    return distance <= 18 ? 1 : 18 / distance + exp(-distance / scale) * (1 - 18 / distance);
  }

  static void requireTerminal(double distance2dMetres, double terminalHeightMetres) {
    Checks.notNegative("distance2dMetres", distance2dMetres);
    Checks.positive("terminalHeightMetres", terminalHeightMetres);
  }

  /** Returns the flags of the values that are outside their ranges. */
  static List<ValidityFlag> outside(Bound... bounds) {
    return Stream.of(bounds)
        .filter(bound -> bound.value < bound.min || bound.value > bound.max)
        .map(bound -> new ValidityFlag(bound.field, bound.value, bound.min + " to " + bound.max))
        .toList();
  }

  /** A value with the range in which the report's formulas hold. */
  record Bound(String field, double value, double min, double max) {}
}
