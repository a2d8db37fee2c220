package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * Thresholds of the signal to noise ratio at which each index of CQI table 1 reaches 10 % block
 * errors over white noise: -6.7 dB for CQI 1 to 22.7 dB for CQI 15.
 *
 * <p>From general knowledge of the field (link-level curves as commonly quoted), not a standard.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AwgnThresholds implements SinrToCqi {
  /** The thresholds of {@link CqiTable#TABLE_1}. */
  TABLE_1;

  private static final double[] THRESHOLDS_DB = {
    -6.7, -4.7, -2.3, 0.2, 2.4, 4.3, 5.9, 8.1, 10.3, 11.7, 14.1, 16.3, 18.7, 21.0, 22.7
  };

  /**
   * Returns the least ratio at which an index can be used, in dB.
   *
   * @param cqi the index, 1 to 15
   * @throws IllegalArgumentException if {@code cqi < 1} or {@code cqi > 15}
   */
  public double thresholdDb(int cqi) {
    return THRESHOLDS_DB[Checks.between("cqi", cqi, 1, CqiTable.MAX_CQI) - 1];
  }

  @Override
  public int cqi(double sinrDb) {
    Checks.finite("sinrDb", sinrDb);
    int cqi = 0;
    while (cqi < CqiTable.MAX_CQI && thresholdDb(cqi + 1) <= sinrDb) {
      cqi++;
    }
    return cqi;
  }

  @Override
  public CqiTable table() {
    return CqiTable.TABLE_1;
  }
}
