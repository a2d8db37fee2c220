package dev.qoe.core.service.voice;

import static dev.qoe.core.service.Certainty.CONFIRMED;
import static dev.qoe.core.service.Certainty.ENGINEERING;

import dev.qoe.core.service.Certainty;
import java.util.OptionalDouble;

/**
 * The super-wideband and fullband codecs, 14 kHz and more, with Ie,FB and Bpl,FB for ITU-T G.107.2.
 *
 * <p>EVS in its super-wideband mode, listening with two ears: ITU-T G.113 Appendix V, agreeing in
 * two public sources; provisional planning values, not an integral part of that Recommendation.
 * There are none for its narrowband, wideband and AMR-WB modes. Opus: what two products use ({@link
 * #standardised} is false).
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum FullbandCodec implements SpeechCodec {
  /** EVS at 9.6 kbit/s. */
  EVS_SWB_9_6("EVS-SWB 9.6", 9.6, 22.7, 13.0, true, CONFIRMED),
  /** EVS at 13.2 kbit/s. */
  EVS_SWB_13_2("EVS-SWB 13.2", 13.2, 17.1, 11.7, true, CONFIRMED),
  /** EVS at 16.4 kbit/s. */
  EVS_SWB_16_4("EVS-SWB 16.4", 16.4, 10.8, 10.3, true, CONFIRMED),
  /** EVS at 24.4 kbit/s, the usual rate of enhanced voice over LTE and NR. */
  EVS_SWB_24_4("EVS-SWB 24.4", 24.4, 7.2, 11.4, true, CONFIRMED),
  /** EVS at 32 kbit/s. */
  EVS_SWB_32("EVS-SWB 32", 32, 8.7, 9.3, true, CONFIRMED),
  /** EVS at 48 kbit/s. */
  EVS_SWB_48("EVS-SWB 48", 48, 10.2, 9.6, true, CONFIRMED),

  /** Opus at about 32 kbit/s and 48 kHz; no ITU value, the practice of two products. */
  OPUS("Opus", 32, 10.2, 4.3, false, ENGINEERING);

  private final String label;
  private final double kilobitsPerSecond;
  private final double ie;
  private final double bpl;
  private final boolean standardised;
  private final Certainty certainty;

  FullbandCodec(
      String label,
      double kilobitsPerSecond,
      double ie,
      double bpl,
      boolean standardised,
      Certainty certainty) {
    this.label = label;
    this.kilobitsPerSecond = kilobitsPerSecond;
    this.ie = ie;
    this.bpl = bpl;
    this.standardised = standardised;
    this.certainty = certainty;
  }

  /**
   * Returns the codec of that name or label; case and punctuation do not matter.
   *
   * @throws IllegalArgumentException if there is no fullband codec {@code name}
   */
  public static FullbandCodec named(String name) {
    return SpeechCodec.named(name, values());
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public double kilobitsPerSecond() {
    return kilobitsPerSecond;
  }

  @Override
  public double ie() {
    return ie;
  }

  @Override
  public OptionalDouble bpl() {
    return OptionalDouble.of(bpl);
  }

  @Override
  public boolean standardised() {
    return standardised;
  }

  @Override
  public Certainty certainty() {
    return certainty;
  }
}
