package dev.qoe.core.radio;

/**
 * The spacing of subcarriers, NR's numerology mu: 15 kHz 2^mu; 3GPP TS 38.211 clause 4.2.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum SubcarrierSpacing {
  /** mu = 0, also LTE's. */
  KHZ_15(0),
  /** mu = 1. */
  KHZ_30(1),
  /** mu = 2. */
  KHZ_60(2),
  /** mu = 3. */
  KHZ_120(3);

  private final int mu;

  SubcarrierSpacing(int mu) {
    this.mu = mu;
  }

  /** Returns the numerology, 0 to 3. */
  public int mu() {
    return mu;
  }

  /** Returns the spacing in Hz. */
  public int hertz() {
    return 15_000 << mu;
  }

  /** Returns the mean length of a symbol with normal cyclic prefix, in seconds: 1e-3/(14 2^mu). */
  public double symbolSeconds() {
    return 1e-3 / (14 << mu);
  }

  /**
   * Returns the spacing of so many kilohertz.
   *
   * @throws IllegalArgumentException if {@code kilohertz} is none of 15, 30, 60, 120
   */
  public static SubcarrierSpacing ofKilohertz(int kilohertz) {
    for (SubcarrierSpacing spacing : values()) {
      if (spacing.hertz() == kilohertz * 1000L) {
        return spacing;
      }
    }
    throw new IllegalArgumentException(
        "subcarrier spacing must be 15, 30, 60 or 120 kHz: " + kilohertz + " kHz");
  }
}
