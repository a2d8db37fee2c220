package dev.qoe.core.radio;

import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * A deployment scenario of 3GPP TR 38.901 (tables 7.4.1-1 and 7.4.2-1): its path loss, its
 * probability of line of sight and its shadowing.
 *
 * <p>The constants agree with a public implementation's test values to their last digit (5e-5 dB),
 * with the report's c = 3.0e8 m/s. Distances and heights outside the ranges of the tables still
 * compute; {@link #outsideValidity} tells them.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface PathLossModel permits UrbanMacro, UrbanMicro, RuralMacro, IndoorOffice {

  /** Returns the base station's height in metres. */
  double baseHeightMetres();

  /**
   * Returns the median loss in dB, without shadowing and penetration. Allocates nothing.
   *
   * @throws IllegalArgumentException if base station and terminal are at the same point, or the
   *     scenario has no such formula ({@link PropagationCondition#NLOS_OPTIONAL} in {@link
   *     RuralMacro})
   */
  double pathLossDb(PropagationCondition condition, RadioPath path);

  /**
   * Returns the probability of line of sight, 0 to 1.
   *
   * @param distance2dMetres the distance over ground in metres, {@code >= 0}; for a terminal in a
   *     building its part outside
   * @param terminalHeightMetres the terminal's height in metres, {@code > 0}
   * @throws IllegalArgumentException if {@code distance2dMetres < 0}, {@code terminalHeightMetres
   *     <= 0} or a value is not finite
   */
  double lineOfSightProbability(double distance2dMetres, double terminalHeightMetres);

  /**
   * Returns how the loss scatters.
   *
   * @throws IllegalArgumentException if the scenario has no such formula
   */
  ShadowFading shadowFading(PropagationCondition condition, RadioPath path);

  /** Returns the inputs that lie outside the range of the report's formulas; mostly empty. */
  List<ValidityFlag> outsideValidity(PropagationCondition condition, RadioPath path);

  /**
   * Returns the loss with all that is needed to judge it.
   *
   * @throws IllegalArgumentException as {@link #pathLossDb} does
   */
  default PathLoss evaluate(PropagationCondition condition, RadioPath path) {
    return new PathLoss(
        pathLossDb(condition, path),
        shadowFading(condition, path),
        path.distance3dMetres(baseHeightMetres()),
        outsideValidity(condition, path));
  }
}
