package dev.qoe.core.radio;

import static dev.qoe.core.radio.BuildingMaterial.CONCRETE;
import static dev.qoe.core.radio.BuildingMaterial.INFRARED_REFLECTING_GLASS;
import static dev.qoe.core.radio.BuildingMaterial.STANDARD_GLASS;

import dev.qoe.core.internal.Checks;

/**
 * The loss on the way into a building (O2I); 3GPP TR 38.901 clause 7.4.3.1, table 7.4.3-2.
 *
 * <p>The wall's loss is 5 - 10 log10(sum of p_i 10^(-L_i/10)) over its materials' shares p_i;
 * inside it grows by 0.5 dB per metre. The standard deviations are from general knowledge with high
 * confidence.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum BuildingPenetration {
  /** Old buildings: 30 % standard glass, 70 % concrete. */
  LOW_LOSS(STANDARD_GLASS, 0.3, 4.4),
  /** Modern buildings: 70 % infrared-reflecting glass, 30 % concrete. */
  HIGH_LOSS(INFRARED_REFLECTING_GLASS, 0.7, 6.5);

  private final BuildingMaterial glass;
  private final double glassShare;
  private final double standardDeviationDb;

  BuildingPenetration(BuildingMaterial glass, double glassShare, double standardDeviationDb) {
    this.glass = glass;
    this.glassShare = glassShare;
    this.standardDeviationDb = standardDeviationDb;
  }

  /** Returns how the loss scatters from building to building, in dB. */
  public double standardDeviationDb() {
    return standardDeviationDb;
  }

  /**
   * Returns the loss through the wall, PL_tw, in dB.
   *
   * @param frequencyGigahertz the carrier frequency in GHz, {@code > 0}
   * @throws IllegalArgumentException if {@code frequencyGigahertz <= 0} or it is not finite
   */
  public double wallLossDb(double frequencyGigahertz) {
    double passed =
        glassShare * Decibels.toRatio(-glass.lossDb(frequencyGigahertz))
            + (1 - glassShare) * Decibels.toRatio(-CONCRETE.lossDb(frequencyGigahertz));
    return 5 - Decibels.ofRatio(passed);
  }

  /**
   * Returns the whole loss, PL_tw + PL_in, in dB.
   *
   * @param frequencyGigahertz the carrier frequency in GHz, {@code > 0}
   * @param indoorDistanceMetres the distance over ground inside the building, in metres, {@code >=
   *     0}
   * @throws IllegalArgumentException if a value is outside its range or not finite
   */
  public double lossDb(double frequencyGigahertz, double indoorDistanceMetres) {
    return wallLossDb(frequencyGigahertz)
        + 0.5 * Checks.notNegative("indoorDistanceMetres", indoorDistanceMetres);
  }
}
