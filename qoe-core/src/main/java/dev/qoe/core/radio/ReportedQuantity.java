package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;

/**
 * A quantity that terminals report as a code, and the mapping between code and value.
 *
 * <p>NR: 3GPP TS 38.133 clause 10.1; LTE: TS 36.133 clause 9.1. From general knowledge with high
 * confidence; the text of the standards was not open. LTE's extensions below code 0 and above the
 * highest code, of later releases, are not here.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum ReportedQuantity {
  /** SS-RSRP for layer 3, codes 0 to 126; the thresholds' code 127, "infinity", has no values. */
  NR_SS_RSRP("dBm", -156, -31, 1, 0),
  /** SS-RSRQ, codes 0 to 127. */
  NR_SS_RSRQ("dB", -43, 20, 0.5, 0),
  /** SS-SINR, codes 0 to 127. */
  NR_SS_SINR("dB", -23, 40, 0.5, 0),
  /** SS-RSRP for layer 1, codes 16 to 113 of the seven bits. */
  NR_L1_RSRP("dBm", -140, -44, 1, 16),
  /** RSRP, codes 0 to 97. */
  LTE_RSRP("dBm", -140, -44, 1, 0),
  /** RSRQ, codes 0 to 34. */
  LTE_RSRQ("dB", -19.5, -3, 0.5, 0),
  /** RS-SINR, codes 0 to 127. */
  LTE_RS_SINR("dB", -23, 40, 0.5, 0);

  private final String unit;
  private final double min;
  private final double max;
  private final double step;
  private final int minCode;

  ReportedQuantity(String unit, double min, double max, double step, int minCode) {
    this.unit = unit;
    this.min = min;
    this.max = max;
    this.step = step;
    this.minCode = minCode;
  }

  /** Returns the unit of the values: {@code dBm} or {@code dB}. */
  public String unit() {
    return unit;
  }

  /** Returns the lowest code, which stands for every value below the range. */
  public int minCode() {
    return minCode;
  }

  /** Returns the highest code, which stands for every value at or above the range's end. */
  public int maxCode() {
    return minCode + 1 + (int) Math.round((max - min) / step);
  }

  /**
   * Returns the code that reports a value.
   *
   * @param value the value in {@link #unit()}
   * @throws IllegalArgumentException if {@code value} is not finite
   */
  public int code(double value) {
    Checks.finite(name(), value);
    if (value < min) {
      return minCode;
    }
    if (value >= max) {
      return maxCode();
    }
    // Steps are powers of two and bounds their multiples, so that no rounding moves a value.
    return minCode + 1 + (int) (Math.floor(value / step) - min / step);
  }

  /**
   * Returns the values that a code stands for.
   *
   * @param code the code, {@link #minCode()} to {@link #maxCode()}
   * @throws IllegalArgumentException if {@code code < minCode()} or {@code code > maxCode()}
   */
  public ReportRange range(int code) {
    Checks.between(name() + " code", code, minCode, maxCode());
    int steps = code - minCode;
    return new ReportRange(
        code == minCode ? Double.NEGATIVE_INFINITY : min + (steps - 1) * step,
        code == maxCode() ? Double.POSITIVE_INFINITY : min + steps * step);
  }
}
