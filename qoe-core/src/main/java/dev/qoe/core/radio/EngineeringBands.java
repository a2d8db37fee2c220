package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * The bands by which this library scores a signal; an engineering choice, no standard.
 *
 * <p>Each band begins at its threshold, inclusive. RSRQ has four bands: below fair it is poor.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum EngineeringBands {
  /** Reference signal received power in dBm: -80, -90, -100, -110. */
  RSRP(-80, -90, -100, -110),
  /** Signal to interference and noise ratio in dB: 20, 13, 0, -5. */
  SINR(20, 13, 0, -5),
  /** Reference signal received quality in dB: -10, -15, -20. */
  RSRQ(-10, -15, -20, Double.NEGATIVE_INFINITY);

  private final double excellent;
  private final double good;
  private final double fair;
  private final double poor;

  EngineeringBands(double excellent, double good, double fair, double poor) {
    this.excellent = excellent;
    this.good = good;
    this.fair = fair;
    this.poor = poor;
  }

  /**
   * Returns the band of a value.
   *
   * @param value the value, in dBm for RSRP, else in dB
   * @throws IllegalArgumentException if {@code value} is not finite
   */
  public SignalBand band(double value) {
    Checks.finite(name(), value);
    if (value >= excellent) {
      return SignalBand.EXCELLENT;
    }
    if (value >= good) {
      return SignalBand.GOOD;
    }
    if (value >= fair) {
      return SignalBand.FAIR;
    }
    return value >= poor ? SignalBand.POOR : SignalBand.BAD;
  }
}
