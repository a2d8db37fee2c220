package dev.qoe.core.service.voice;

/**
 * The parameters of ITU-T G.107 (06/2015) with the defaults and permitted ranges of its Table 2.
 *
 * <p>Defaults and ranges agree in several public sources; the ranges of {@link #MT}, {@link #ST}
 * and {@link #BURST_R} are recalled. Where a range is wider in one source, the narrower one stands
 * here, because leaving it only raises a flag. The computable ranges are this library's: within
 * them no equation overflows or leaves the real numbers.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum NarrowbandParameter implements EModelParameter {
  /** Send loudness rating, in dB. */
  SLR("SLR", "dB", "send loudness rating", 8, 0, 18, -100, 100),
  /** Receive loudness rating, in dB. */
  RLR("RLR", "dB", "receive loudness rating", 2, -5, 14, -100, 100),
  /** Sidetone masking rating, in dB. */
  STMR("STMR", "dB", "sidetone masking rating", 15, 10, 20, 0, 200),
  /** Listener sidetone rating, in dB; where it is not given it is STMR + Dr. */
  LSTR("LSTR", "dB", "listener sidetone rating", 18, 13, 23, -100, 300),
  /** D-value of the telephone at the send side. */
  DS("Ds", "", "D-value of the telephone, send side", 3, -3, 3, -100, 100),
  /** D-value of the telephone at the receive side. */
  DR("Dr", "", "D-value of the telephone, receive side", 3, -3, 3, -100, 100),
  /** Talker echo loudness rating, in dB. */
  TELR("TELR", "dB", "talker echo loudness rating", 65, 5, 65, 0, 200),
  /** Weighted echo path loss, in dB. */
  WEPL("WEPL", "dB", "weighted echo path loss", 110, 5, 110, 0, 200),
  /** Mean one-way delay of the echo path, in ms. */
  T("T", "ms", "mean one-way delay of the echo path", 0, 0, 500, 0, 3_600_000),
  /** Round-trip delay in the closed four-wire loop, in ms. */
  TR("Tr", "ms", "round-trip delay in the four-wire loop", 0, 0, 1000, 0, 7_200_000),
  /** Absolute one-way delay from mouth to ear in an echo-free connection, in ms. */
  TA("Ta", "ms", "absolute one-way delay", 0, 0, 500, 0, 3_600_000),
  /** Minimum perceivable delay, in ms; see {@link DelaySensitivity}. */
  MT("mT", "ms", "minimum perceivable delay", 100, 20, 150, 1, 10_000),
  /** Sensitivity to delay; at 1/6 and below Idd loses its meaning. See {@link DelaySensitivity}. */
  ST("sT", "", "sensitivity to delay", 1, 0.4, 1, 0.2, 10),
  /** Quantizing distortion units; below one counts as one. */
  QDU("qdu", "", "quantizing distortion units", 1, 1, 14, 0, 1_000_000),
  /** Equipment impairment factor of the codec. */
  IE("Ie", "", "equipment impairment factor", 0, 0, 40, 0, 95),
  /** Packet-loss robustness factor of the codec. */
  BPL("Bpl", "", "packet-loss robustness factor", 4.3, 4.3, 40, 0.01, 10_000),
  /** Random packet-loss probability, in percent. */
  PPL("Ppl", "%", "packet-loss probability", 0, 0, 20, 0, 100),
  /** Burst ratio: mean length of the observed loss bursts over that of random loss. */
  BURST_R("BurstR", "", "burst ratio", 1, 1, 8, 0.01, 10_000),
  /** Circuit noise referred to the 0 dBr point, in dBm0p. */
  NC("Nc", "dBm0p", "circuit noise at the 0 dBr point", -70, -80, -40, -200, 200),
  /** Noise floor at the receive side, in dBmp. */
  NFOR("Nfor", "dBmp", "noise floor at the receive side", -64, -64, -64, -200, 200),
  /** Room noise at the send side, in dB(A). */
  PS("Ps", "dB(A)", "room noise at the send side", 35, 35, 85, -100, 200),
  /** Room noise at the receive side, in dB(A). */
  PR("Pr", "dB(A)", "room noise at the receive side", 35, 35, 85, -100, 200),
  /** Advantage factor; see {@link AdvantageFactor}. */
  A("A", "", "advantage factor", 0, 0, 20, 0, 100);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
  private final ParameterDomain domain;

  NarrowbandParameter(
      String symbol,
      String unit,
      String meaning,
      double defaultValue,
      double min,
      double max,
      double lowest,
      double highest) {
    domain = new ParameterDomain(symbol, unit, meaning, defaultValue, min, max, lowest, highest);
  }

  @Override
  public ParameterDomain domain() {
    return domain;
  }
}
