package dev.qoe.core.service.video;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * A video codec. P.1203.1 itself covers H.264 only; the others need the codec extension, which no
 * standard knows.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum VideoCodec {
  /** H.264 / AVC. */
  H264("h264"),
  /** H.265 / HEVC, by the codec extension. */
  H265("h265", "hevc"),
  /** VP9, by the codec extension. */
  VP9("vp9");

  private final ImmutableList<String> labels;

  VideoCodec(String... labels) {
    this.labels = ImmutableList.copyOf(labels);
  }

  /** Returns the name that P.1203 input files use, for example {@code h264}. */
  public String label() {
    return labels.get(0);
  }

  /**
   * Returns the codec of a P.1203 input file's name.
   *
   * @throws IllegalArgumentException if no codec has that label
   */
  public static VideoCodec of(String label) {
    return Arrays.stream(values())
        .filter(codec -> codec.labels.contains(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "video codec must be one of %s: '%s'"
                        .formatted(
                            Arrays.stream(values()).flatMap(c -> c.labels.stream()).toList(),
                            label)));
  }

  /**
   * Returns the quality of this codec where H.264 would have {@code s}: a cubic map, fitted on six
   * clips at 360p to 2160p and 200 to 40000 kbit/s. Not standardised.
   */
  double extended(double s) {
    return switch (this) {
      case H264 -> s;
      case H265 -> cubic(-0.05196039, 0.39430046, 0.17486221, 0.50008018, s);
      case VP9 -> cubic(-0.04129014, 0.30953836, 0.32314399, 0.5284358, s);
    };
  }

  private static double cubic(double a, double b, double c, double d, double s) {
    return RatingScale.clamp(a * s * s * s + b * s * s + c * s + d, 1, 5);
  }
}
