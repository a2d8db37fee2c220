package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * A material of outer walls and its penetration loss; 3GPP TR 38.901 table 7.4.3-1.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum BuildingMaterial {
  /** Standard multi-pane glass: 2 + 0.2 f. */
  STANDARD_GLASS(2, 0.2),
  /** Infrared-reflecting (coated) glass: 23 + 0.3 f. */
  INFRARED_REFLECTING_GLASS(23, 0.3),
  /** Concrete: 5 + 4 f. */
  CONCRETE(5, 4);

  private final double offsetDb;
  private final double slopeDbPerGigahertz;

  BuildingMaterial(double offsetDb, double slopeDbPerGigahertz) {
    this.offsetDb = offsetDb;
    this.slopeDbPerGigahertz = slopeDbPerGigahertz;
  }

  /**
   * Returns the loss through it in dB.
   *
   * @param frequencyGigahertz the carrier frequency in GHz, {@code > 0}
   * @throws IllegalArgumentException if {@code frequencyGigahertz <= 0} or it is not finite
   */
  public double lossDb(double frequencyGigahertz) {
    return offsetDb
        + slopeDbPerGigahertz * Checks.positive("frequencyGigahertz", frequencyGigahertz);
  }
}
