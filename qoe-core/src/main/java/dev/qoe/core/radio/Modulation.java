package dev.qoe.core.radio;

/**
 * A modulation of NR and LTE data channels; 3GPP TS 38.211 clause 5.1.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Modulation {
  /** 2 bits per symbol. */
  QPSK(2),
  /** 4 bits per symbol. */
  QAM_16(4),
  /** 6 bits per symbol. */
  QAM_64(6),
  /** 8 bits per symbol. */
  QAM_256(8),
  /** 10 bits per symbol. */
  QAM_1024(10);

  private final int bitsPerSymbol;

  Modulation(int bitsPerSymbol) {
    this.bitsPerSymbol = bitsPerSymbol;
  }

  /** Returns the modulation order Qm, in bits per symbol. */
  public int bitsPerSymbol() {
    return bitsPerSymbol;
  }
}
