package dev.qoe.core.radio;

/**
 * Conversion between decibels and power ratios; the same holds between dBm and milliwatts.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Decibels {

  private Decibels() {}

  /** Returns the power ratio of {@code decibels}: 10^(decibels/10). */
  public static double toRatio(double decibels) {
    return Math.pow(10, decibels / 10);
  }

  /** Returns the decibels of a power ratio: 10 log10(ratio); minus infinity for 0. */
  public static double ofRatio(double ratio) {
    return 10 * Math.log10(ratio);
  }
}
