package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * Shannon's bound with a fixed gap, SE = log2(1 + SINR/Gamma), Gamma = -ln(5 BER)/1.5, and the
 * highest CQI whose efficiency is strictly below it.
 *
 * <p>The gap is that of uncoded QAM at the given bit error rate. With a rate of 5e-5 it is ns-3's
 * adaptive modulation and coding ("PiroEW2010"), whose 36 published pairs it reproduces.
 *
 * <p>Immutable.
 *
 * @param bitErrorRate the bit error rate aimed at, 0 (exclusive) to 0.2 (exclusive)
 * @param table the table that the terminal reports in
 * @since 0.1
 */
public record ShannonGap(double bitErrorRate, CqiTable table) implements SinrToCqi {

  /**
   * Creates a mapping.
   *
   * @throws IllegalArgumentException if {@code bitErrorRate <= 0} or {@code bitErrorRate >= 0.2},
   *     where the gap would vanish
   */
  public ShannonGap {
    if (!(bitErrorRate > 0 && bitErrorRate < 0.2)) {
      throw new IllegalArgumentException(
          "bitErrorRate must be > 0 and < 0.2: " + bitErrorRate + " (ns-3 uses 5e-5)");
    }
  }

  /** Returns the mapping of ns-3, with a bit error rate of 5e-5. */
  public static ShannonGap ns3(CqiTable table) {
    return new ShannonGap(5e-5, table);
  }

  /** Returns the gap Gamma, a power ratio above 0. */
  public double gap() {
    return -Math.log(5 * bitErrorRate) / 1.5;
  }

  /**
   * Returns the spectral efficiency in bit/s/Hz, {@code >= 0} and without an upper bound.
   *
   * @param sinrDb the signal to interference and noise ratio in dB
   * @throws IllegalArgumentException if {@code sinrDb} is not finite
   */
  public double spectralEfficiency(double sinrDb) {
    Checks.finite("sinrDb", sinrDb);
    return log2(1 + Decibels.toRatio(sinrDb) / gap());
  }

  @Override
  public int cqi(double sinrDb) {
    return table.highestCqiBelow(spectralEfficiency(sinrDb));
  }

  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
