package dev.qoe.core.service.voice;

import static dev.qoe.core.service.Certainty.CONFIRMED;
import static dev.qoe.core.service.Certainty.ENGINEERING;
import static dev.qoe.core.service.Certainty.RECALLED;
import static dev.qoe.core.service.Certainty.SINGLE_SOURCE;

import dev.qoe.core.service.Certainty;
import java.util.OptionalDouble;

/**
 * The narrowband codecs, 300 Hz to 3.4 kHz, with Ie and Bpl for ITU-T G.107.
 *
 * <p>First the values of ITU-T G.113 Appendix I (09/2024): provisional planning values, not an
 * integral part of that Recommendation. After them profiles that G.113 does not contain ({@link
 * #standardised} is false): AMR, whose Ie were derived from a published table of delay bounds and
 * whose Bpl is borrowed from GSM-EFR, and values that products use for iLBC and Opus.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum NarrowbandCodec implements SpeechCodec {
  /** G.711 without packet-loss concealment. */
  G711("G.711 no PLC", 64, 0, 4.3, true, CONFIRMED),
  /** G.711 with the packet-loss concealment of its Appendix I. */
  G711_PLC("G.711 PLC", 64, 0, 25.1, true, CONFIRMED),
  /** G.726 or G.727 at 40 kbit/s. */
  G726_40("G.726 40k", 40, 2, Double.NaN, true, RECALLED),
  /** G.726 or G.727 at 32 kbit/s. */
  G726_32("G.726 32k", 32, 7, Double.NaN, true, SINGLE_SOURCE),
  /** G.726 or G.727 at 24 kbit/s. */
  G726_24("G.726 24k", 24, 25, Double.NaN, true, RECALLED),
  /** G.726 or G.727 at 16 kbit/s. */
  G726_16("G.726 16k", 16, 50, Double.NaN, true, RECALLED),
  /** G.728 at 16 kbit/s. */
  G728_16("G.728 16k", 16, 7, Double.NaN, true, RECALLED),
  /** G.728 at 12.8 kbit/s. */
  G728_12_8("G.728 12.8k", 12.8, 20, Double.NaN, true, RECALLED),
  /** G.729 with its own concealment; Ie is confirmed, Bpl recalled. */
  G729("G.729", 8, 10, 19.0, true, RECALLED),
  /** G.729A with voice activity detection. */
  G729A_VAD("G.729A+VAD", 8, 11, 19.0, true, CONFIRMED),
  /** G.723.1 at 6.3 kbit/s with voice activity detection. */
  G723_1_VAD_6_3("G.723.1+VAD 6.3k", 6.3, 15, 16.1, true, CONFIRMED),
  /** G.723.1 at 5.3 kbit/s. */
  G723_1_5_3("G.723.1 5.3k", 5.3, 19, Double.NaN, true, SINGLE_SOURCE),
  /** GSM enhanced full rate. */
  GSM_EFR("GSM-EFR", 12.2, 5, 10.0, true, CONFIRMED),
  /** GSM full rate. */
  GSM_FR("GSM-FR", 13, 20, Double.NaN, true, RECALLED),
  /** GSM half rate. */
  GSM_HR("GSM-HR", 5.6, 23, Double.NaN, true, RECALLED),
  /** IS-641 at 7.4 kbit/s. */
  IS_641("IS-641", 7.4, 10, Double.NaN, true, SINGLE_SOURCE),
  /** IS-127 at 8 kbit/s. */
  IS_127("IS-127", 8, 6, Double.NaN, true, RECALLED),
  /** IS-54 at 8 kbit/s. */
  IS_54("IS-54", 8, 20, Double.NaN, true, RECALLED),
  /** IS-96a at 8 kbit/s. */
  IS_96A("IS-96a", 8, 21, Double.NaN, true, RECALLED),

  /** AMR at 12.2 kbit/s; no ITU value. */
  AMR_12_2("AMR 12.2", 12.2, 5, 10.0, false, ENGINEERING),
  /** AMR at 10.2 kbit/s; no ITU value. */
  AMR_10_2("AMR 10.2", 10.2, 6, 10.0, false, ENGINEERING),
  /** AMR at 7.95 kbit/s; no ITU value. */
  AMR_7_95("AMR 7.95", 7.95, 10, 10.0, false, ENGINEERING),
  /** AMR at 7.4 kbit/s; no ITU value. */
  AMR_7_40("AMR 7.40", 7.4, 11.6, 10.0, false, ENGINEERING),
  /** AMR at 6.7 kbit/s; no ITU value. */
  AMR_6_70("AMR 6.70", 6.7, 13.7, 10.0, false, ENGINEERING),
  /** AMR at 5.9 kbit/s; no ITU value. */
  AMR_5_90("AMR 5.90", 5.9, 16.5, 10.0, false, ENGINEERING),
  /** AMR at 5.15 kbit/s; no ITU value. */
  AMR_5_15("AMR 5.15", 5.15, 19.5, 10.0, false, ENGINEERING),
  /** AMR at 4.75 kbit/s; no ITU value. */
  AMR_4_75("AMR 4.75", 4.75, 21.2, 10.0, false, ENGINEERING),
  /** iLBC at 15.2 kbit/s; no ITU value, one product's practice. */
  ILBC_15_2("iLBC 15.2", 15.2, 11, 32, false, ENGINEERING),
  /** iLBC at 13.33 kbit/s; no ITU value, one product's practice. */
  ILBC_13_33("iLBC 13.33", 13.33, 11, 32, false, ENGINEERING),
  /** Opus in its narrowband mode, about 12 kbit/s; no ITU value, one product's practice. */
  OPUS_NARROWBAND("Opus narrowband", 12, 0, 25, false, ENGINEERING);

  /** What a narrowband channel costs on the wideband scale: 129 - 93.2. */
  private static final double NARROWBAND_ON_WIDEBAND = 35.8;

  private final String label;
  private final double kilobitsPerSecond;
  private final double ie;
  private final double bpl;
  private final boolean standardised;
  private final Certainty certainty;

  NarrowbandCodec(
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
   * @throws IllegalArgumentException if there is no narrowband codec {@code name}
   */
  public static NarrowbandCodec named(String name) {
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
    return Double.isNaN(bpl) ? OptionalDouble.empty() : OptionalDouble.of(bpl);
  }

  @Override
  public boolean standardised() {
    return standardised;
  }

  @Override
  public Certainty certainty() {
    return certainty;
  }

  /**
   * Returns what this codec costs on the wideband scale, Ie + 35.8, for comparing bands.
   *
   * <p>Recalled from ITU-T G.113; the difference is that of the default ratings, 129 - 93.2.
   */
  public double ieOnWidebandScale() {
    return ie + NARROWBAND_ON_WIDEBAND;
  }
}
