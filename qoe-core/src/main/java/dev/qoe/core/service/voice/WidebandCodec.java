package dev.qoe.core.service.voice;

import static dev.qoe.core.service.Certainty.SINGLE_SOURCE;

import dev.qoe.core.service.Certainty;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The wideband codecs, 50 Hz to 7 kHz, with Ie,WB and Bpl,WB for ITU-T G.107.1.
 *
 * <p>AMR-WB: ITU-T G.113 (09/2024) Appendix IV, Ie,WB for listening with one ear (Table IV.1) and
 * with two (Table IV.3), Bpl,WB for two ears (Table IV.4) where it is published; seen in one public
 * source. These are provisional planning values, not an integral part of that Recommendation. That
 * 23.85 kbit/s rates worse than 23.05 is in the tables. G.722: older values as one vendor prints
 * them.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum WidebandCodec implements SpeechCodec {
  /** AMR-WB at 6.6 kbit/s. */
  AMR_WB_6_60("AMR-WB 6.60", 6.6, 41, 56, Double.NaN),
  /** AMR-WB at 8.85 kbit/s. */
  AMR_WB_8_85("AMR-WB 8.85", 8.85, 26, 41, Double.NaN),
  /** AMR-WB at 12.65 kbit/s, the usual rate of voice over LTE. */
  AMR_WB_12_65("AMR-WB 12.65", 12.65, 13, 20, 4.3),
  /** AMR-WB at 14.25 kbit/s. */
  AMR_WB_14_25("AMR-WB 14.25", 14.25, 10, Double.NaN, Double.NaN),
  /** AMR-WB at 15.85 kbit/s. */
  AMR_WB_15_85("AMR-WB 15.85", 15.85, 7, 17, Double.NaN),
  /** AMR-WB at 18.25 kbit/s. */
  AMR_WB_18_25("AMR-WB 18.25", 18.25, 5, Double.NaN, Double.NaN),
  /** AMR-WB at 19.85 kbit/s. */
  AMR_WB_19_85("AMR-WB 19.85", 19.85, 3, Double.NaN, Double.NaN),
  /** AMR-WB at 23.05 kbit/s. */
  AMR_WB_23_05("AMR-WB 23.05", 23.05, 1, 8, 4.6),
  /** AMR-WB at 23.85 kbit/s. */
  AMR_WB_23_85("AMR-WB 23.85", 23.85, 8, 10, 4.9),
  /** G.722 at 64 kbit/s. */
  G722_64("G.722 64k", 64, 14, Double.NaN, Double.NaN),
  /** G.722 at 56 kbit/s. */
  G722_56("G.722 56k", 56, 18, Double.NaN, Double.NaN),
  /** G.722 at 48 kbit/s. */
  G722_48("G.722 48k", 48, 24, Double.NaN, Double.NaN);

  /** What a wideband channel costs on the fullband scale: 148 - 129. */
  private static final double WIDEBAND_ON_FULLBAND = 19;

  private final String label;
  private final double kilobitsPerSecond;
  private final double monoticIe;
  private final double dioticIe;
  private final double bpl;

  WidebandCodec(
      String label, double kilobitsPerSecond, double monoticIe, double dioticIe, double bpl) {
    this.label = label;
    this.kilobitsPerSecond = kilobitsPerSecond;
    this.monoticIe = monoticIe;
    this.dioticIe = dioticIe;
    this.bpl = bpl;
  }

  /**
   * Returns the codec of that name or label; case and punctuation do not matter.
   *
   * @throws IllegalArgumentException if there is no wideband codec {@code name}
   */
  public static WidebandCodec named(String name) {
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

  /** Returns Ie,WB for listening with one ear, which is published for every codec, 0 to 95. */
  @Override
  public double ie() {
    return monoticIe;
  }

  /**
   * Returns Ie,WB for a way of listening, 0 to 95.
   *
   * @throws IllegalArgumentException if no value was published for {@code listening}
   */
  public double ie(Listening listening) {
    return switch (listening) {
      case MONOTIC -> monoticIe;
      case DIOTIC -> publishedDioticIe();
    };
  }

  /** Returns Bpl,WB, published for listening with two ears; empty where it is not. */
  @Override
  public OptionalDouble bpl() {
    return Double.isNaN(bpl) ? OptionalDouble.empty() : OptionalDouble.of(bpl);
  }

  @Override
  public boolean standardised() {
    return true;
  }

  @Override
  public Certainty certainty() {
    return SINGLE_SOURCE;
  }

  /**
   * Returns what this codec costs on the fullband scale with one ear, about Ie,WB + 19, for
   * comparing bands.
   *
   * <p>An approximation, valid in this direction only.
   */
  public double ieOnFullbandScale() {
    return monoticIe + WIDEBAND_ON_FULLBAND;
  }

  private double publishedDioticIe() {
    if (Double.isNaN(dioticIe)) {
      throw new IllegalArgumentException(
          "no Ie,WB for listening with two ears is published for codec '%s'; it is for %s"
              .formatted(
                  name(),
                  Arrays.stream(values())
                      .filter(codec -> !Double.isNaN(codec.dioticIe))
                      .map(WidebandCodec::name)
                      .collect(Collectors.joining(", "))));
    }
    return dioticIe;
  }
}
