package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * The signal level that Android shows as bars, by the defaults of its open-source project; a
 * carrier may configure others. Worst first, so that the ordinal is Android's level number.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AndroidSignalLevel {
  /** Below every threshold. */
  NONE,
  /** One bar. */
  POOR,
  /** Two bars. */
  MODERATE,
  /** Three bars. */
  GOOD,
  /** Four bars. */
  GREAT;

  /**
   * A quantity with the thresholds at which the levels from {@link #POOR} to {@link #GREAT} begin,
   * inclusive.
   *
   * <p>Immutable.
   */
  public enum Quantity {
    /** SS-RSRP in dBm; seen in the project's source. */
    NR_SS_RSRP(-110, -90, -80, -65),
    /** SS-RSRQ in dB; seen in the project's source. */
    NR_SS_RSRQ(-31, -19, -7, 6),
    /** SS-SINR in dB; seen in the project's source. */
    NR_SS_SINR(-5, 5, 15, 30),
    /** LTE's RSRP in dBm; from general knowledge with high confidence. */
    LTE_RSRP(-128, -118, -108, -98),
    /** LTE's RSSNR in dB; seen in the project's source. */
    LTE_RSSNR(-3, 1, 5, 13);

    private final double poor;
    private final double moderate;
    private final double good;
    private final double great;

    Quantity(double poor, double moderate, double good, double great) {
      this.poor = poor;
      this.moderate = moderate;
      this.good = good;
      this.great = great;
    }

    /**
     * Returns the level of a value.
     *
     * @param value the value, in dBm for powers, else in dB
     * @throws IllegalArgumentException if {@code value} is not finite
     */
    public AndroidSignalLevel level(double value) {
      Checks.finite(name(), value);
      if (value >= great) {
        return GREAT;
      }
      if (value >= good) {
        return GOOD;
      }
      if (value >= moderate) {
        return MODERATE;
      }
      return value >= poor ? POOR : NONE;
    }
  }
}
