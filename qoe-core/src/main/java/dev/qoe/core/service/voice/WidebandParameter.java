package dev.qoe.core.service.voice;

/**
 * The parameters of ITU-T G.107.1 (06/2019), the wideband E-model, as far as its public
 * descriptions show them.
 *
 * <p>The noise-dependent form of Ro,WB was not seen; {@link #RO} is therefore a parameter.
 * Permitted ranges are those of G.107, taken over by this library.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum WidebandParameter implements EModelParameter {
  /** Basic signal-to-noise ratio Ro,WB. */
  RO("Ro", "", "basic signal-to-noise ratio", 129, 129, 129, 0, 200),
  /** Talker echo loudness rating, in dB. */
  TELR("TELR", "dB", "talker echo loudness rating", 65, 5, 65, 0, 200),
  /** Weighted echo path loss, in dB. */
  WEPL("WEPL", "dB", "weighted echo path loss", 110, 5, 110, 0, 200),
  /** Mean one-way delay of the echo path, in ms. */
  T("T", "ms", "mean one-way delay of the echo path", 0, 0, 500, 0, 3_600_000),
  /** Round-trip delay in the closed four-wire loop, in ms. */
  TR("Tr", "ms", "round-trip delay in the four-wire loop", 0, 0, 1000, 0, 7_200_000),
  /** Absolute one-way delay from mouth to ear, in ms. */
  TA("Ta", "ms", "absolute one-way delay", 0, 0, 500, 0, 3_600_000),
  /** Wideband equipment impairment factor of the codec. */
  IE("Ie", "", "wideband equipment impairment factor", 0, 0, 95, 0, 95),
  /** Packet-loss robustness factor of the codec. */
  BPL("Bpl", "", "packet-loss robustness factor", 4.3, 4.3, 40, 0.01, 10_000),
  /** Random packet-loss probability, in percent. */
  PPL("Ppl", "%", "packet-loss probability", 0, 0, 20, 0, 100),
  /** Burst ratio: mean length of the observed loss bursts over that of random loss. */
  BURST_R("BurstR", "", "burst ratio", 1, 1, 8, 0.01, 10_000),
  /** Advantage factor; zero in wideband telephony. */
  A("A", "", "advantage factor", 0, 0, 0, 0, 100);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
  private final ParameterDomain domain;

  WidebandParameter(
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
