package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * The spectral efficiency of a link as an attenuated and truncated form of Shannon's bound; 3GPP TR
 * 36.942 annex A (form and constants from general knowledge, with high confidence).
 *
 * <p>SE = 0 below the least ratio, alpha log2(1 + SINR) above, at most the cap.
 *
 * <p>Immutable.
 *
 * @param alpha the attenuation, 0 (exclusive) to 1; stands for implementation losses
 * @param minSinrDb the least ratio at which the link carries anything, in dB
 * @param maxSpectralEfficiency the cap, in bit/s/Hz, {@code > 0}
 * @since 0.1
 */
public record TruncatedShannon(double alpha, double minSinrDb, double maxSpectralEfficiency) {

  private static final double MIN_SINR_DB = -10;

  /**
   * Creates a link curve.
   *
   * @throws IllegalArgumentException if {@code alpha <= 0}, {@code alpha > 1}, {@code
   *     maxSpectralEfficiency <= 0} or a value is not finite
   */
  public TruncatedShannon {
    Checks.positive("alpha", alpha);
    Checks.between("alpha", alpha, 0, 1);
    Checks.finite("minSinrDb", minSinrDb);
    Checks.positive("maxSpectralEfficiency", maxSpectralEfficiency);
  }

  /** Returns the downlink's curve: alpha 0.6, from -10 dB, at most 4.4 bit/s/Hz. */
  public static TruncatedShannon downlink() {
    return new TruncatedShannon(0.6, MIN_SINR_DB, 4.4);
  }

  /** Returns the uplink's curve: alpha 0.4, from -10 dB, at most 2.0 bit/s/Hz. */
  public static TruncatedShannon uplink() {
    return new TruncatedShannon(0.4, MIN_SINR_DB, 2.0);
  }

  /**
   * Returns the downlink's curve with the cap of 256QAM, 948 8/1024 = 7.4063 bit/s/Hz: an
   * engineering choice of this library, not in TR 36.942.
   */
  public static TruncatedShannon downlink256Qam() {
    return new TruncatedShannon(
        0.6, MIN_SINR_DB, new CodingScheme(Modulation.QAM_256, 948).spectralEfficiency());
  }

  /**
   * Returns the spectral efficiency in bit/s/Hz, 0 to {@link #maxSpectralEfficiency()}.
   *
   * @param sinrDb the signal to interference and noise ratio in dB
   * @throws IllegalArgumentException if {@code sinrDb} is not finite
   */
  public double spectralEfficiency(double sinrDb) {
    if (Checks.finite("sinrDb", sinrDb) < minSinrDb) {
      return 0;
    }
    double shannon = ShannonGap.log2(1 + Decibels.toRatio(sinrDb));
    return Math.min(alpha * shannon, maxSpectralEfficiency);
  }

  /**
   * Returns the throughput over a bandwidth, in bit/s.
   *
   * @param sinrDb the signal to interference and noise ratio in dB
   * @param bandwidthHertz the bandwidth used, in Hz, {@code >= 0}
   * @throws IllegalArgumentException if {@code bandwidthHertz < 0} or a value is not finite
   */
  public double throughputBitsPerSecond(double sinrDb, double bandwidthHertz) {
    return Checks.notNegative("bandwidthHertz", bandwidthHertz) * spectralEfficiency(sinrDb);
  }
}
