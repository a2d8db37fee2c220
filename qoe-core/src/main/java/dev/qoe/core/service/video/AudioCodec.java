package dev.qoe.core.service.video;

import java.util.Arrays;
import java.util.Locale;

/**
 * An audio codec that ITU-T P.1203.2 knows.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AudioCodec {
  /** MPEG-1 audio layer 2. */
  MP2("mp2", -0.02, 15.48),
  /** Dolby Digital. */
  AC3("ac3", -0.03, 15.70),
  /** AAC, low complexity. */
  AAC_LC("aaclc", -0.05, 14.60),
  /** High-efficiency AAC. */
  HE_AAC("heaac", -0.11, 20.06);

  private final String label;
  private final double a2;
  private final double a3;

  AudioCodec(String label, double a2, double a3) {
    this.label = label;
    this.a2 = a2;
    this.a3 = a3;
  }

  /** Returns the name that P.1203 input files use, for example {@code aaclc}. */
  public String label() {
    return label;
  }

  /**
   * Returns the codec of a P.1203 input file's name.
   *
   * @throws IllegalArgumentException if no codec has that label
   */
  public static AudioCodec of(String label) {
    return Arrays.stream(values())
        .filter(codec -> codec.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "audio codec must be one of %s: '%s'",
                        Arrays.stream(values()).map(AudioCodec::label).toList(),
                        label)));
  }

  /**
   * Returns O21, the audio quality at a bit rate, 1.05 to 4.9 (ITU-T P.1203.2, audio coding
   * degradation).
   */
  double quality(double kilobitsPerSecond) {
    double degradation = 100 * Math.exp(a2 * kilobitsPerSecond) + a3;
    return RatingScale.opinion(100 - degradation);
  }
}
