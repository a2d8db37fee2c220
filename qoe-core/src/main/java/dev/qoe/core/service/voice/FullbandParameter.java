package dev.qoe.core.service.voice;

/**
 * The parameters of ITU-T G.107.2 (06/2019), the fullband E-model, as far as its public
 * descriptions show them.
 *
 * <p>Permitted ranges are those of G.107, taken over by this library. {@link #RO} is 148 in the
 * first edition; the second (03/2023) derives it from loudness and noise, 147.48455 for its
 * defaults.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum FullbandParameter implements EModelParameter {
  /** Basic signal-to-noise ratio Ro,FB. */
  RO("Ro", "", "basic signal-to-noise ratio", 148, 147.48, 148, 0, 200),
  /** Absolute one-way delay from mouth to ear, in ms. */
  TA("Ta", "ms", "absolute one-way delay", 0, 0, 500, 0, 3_600_000),
  /** Minimum perceivable delay, in ms; see {@link DelaySensitivity}. */
  MT("mT", "ms", "minimum perceivable delay", 100, 20, 150, 1, 10_000),
  /** Sensitivity to delay; at 1/6 and below Idd loses its meaning. See {@link DelaySensitivity}. */
  ST("sT", "", "sensitivity to delay", 1, 0.4, 1, 0.2, 10),
  /** Fullband equipment impairment factor of the codec. */
  IE("Ie", "", "fullband equipment impairment factor", 0, 0, 132, 0, 132),
  /** Packet-loss robustness factor of the codec. */
  BPL("Bpl", "", "packet-loss robustness factor", 4.3, 4.3, 40, 0.01, 10_000),
  /** Random packet-loss probability, in percent. */
  PPL("Ppl", "%", "packet-loss probability", 0, 0, 20, 0, 100),
  /** Burst ratio: mean length of the observed loss bursts over that of random loss. */
  BURST_R("BurstR", "", "burst ratio", 1, 1, 8, 0.01, 10_000),
  /** Advantage factor; zero in fullband telephony. */
  A("A", "", "advantage factor", 0, 0, 0, 0, 100);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
  private final ParameterDomain domain;

  FullbandParameter(
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
