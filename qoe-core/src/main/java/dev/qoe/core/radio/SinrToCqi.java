package dev.qoe.core.radio;

/**
 * A mapping from the signal to interference and noise ratio to the channel quality indicator. 3GPP
 * leaves it to the terminal; these are the two that simulators use.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface SinrToCqi permits AwgnThresholds, ShannonGap {

  /**
   * Returns the index that a terminal would report, 0 ("out of range") to 15.
   *
   * @param sinrDb the ratio in dB
   * @throws IllegalArgumentException if {@code sinrDb} is not finite
   */
  int cqi(double sinrDb);

  /** Returns the table that the index belongs to. */
  CqiTable table();

  /** Returns thresholds of {@link CqiTable#TABLE_1} at 10 % block errors over white noise. */
  static SinrToCqi awgnThresholds() {
    return AwgnThresholds.TABLE_1;
  }

  /**
   * Returns ns-3's mapping: Shannon's bound with the gap of uncoded QAM at a bit error rate of
   * 5e-5.
   *
   * @param table the table that the terminal reports in
   */
  static SinrToCqi ns3(CqiTable table) {
    return ShannonGap.ns3(table);
  }
}
