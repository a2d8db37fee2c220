package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;
import java.util.OptionalInt;

/**
 * The LTE modulation and coding index that matches a channel quality index.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class LteMcs {

  private LteMcs() {}

  /**
   * Returns the highest LTE MCS index that a CQI of TS 36.213 table 7.2.3-1 supports: 2 (CQI - 1),
   * since LTE's even indices have the efficiencies of the CQIs; empty for CQI 0. It reproduces the
   * figures of ns-3's link adaptation tests.
   *
   * @param cqi the index, 0 to 15
   * @throws IllegalArgumentException if {@code cqi < 0} or {@code cqi > 15}
   */
  public static OptionalInt ofCqi(int cqi) {
    Checks.between("cqi", cqi, 0, CqiTable.MAX_CQI);
    return cqi == 0 ? OptionalInt.empty() : OptionalInt.of(2 * (cqi - 1));
  }
}
