package dev.qoe.core.service.interactive;

import dev.qoe.core.internal.Checks;
import java.util.List;

/**
 * The coefficients v1 to v12 of the video quality of ITU-T G.1070 (07/2018), which depend on codec,
 * picture size and display.
 *
 * <p>Immutable.
 *
 * @param name what they were found for
 * @param v1 optimal frame rate at bit rate 0, frames/s
 * @param v2 its growth, frames/s per kbit/s
 * @param v3 the largest basic quality above 1, {@code > 0}
 * @param v4 the bit rate of half the basic quality, kbit/s, {@code > 0}
 * @param v5 how steep it is around v4
 * @param v6 tolerance to the frame rate at bit rate 0
 * @param v7 its growth, per kbit/s
 * @param v8 frame rate constant of the robustness to loss, frames/s, {@code > 0}
 * @param v9 bit rate constant of the robustness to loss, kbit/s, {@code > 0}
 * @param v10 basic robustness to loss, percent
 * @param v11 robustness by frame rate, percent
 * @param v12 robustness by bit rate, percent
 * @since 0.1
 */
public record VideoCoefficients(
    String name,
    double v1,
    double v2,
    double v3,
    double v4,
    double v5,
    double v6,
    double v7,
    double v8,
    double v9,
    double v10,
    double v11,
    double v12) {

  private static final List<VideoCoefficients> APPENDIX =
      List.of(
          new VideoCoefficients(
              "G.1070 set 1",
              1.431,
              .02228,
              3.759,
              184.1,
              1.161,
              1.446,
              3.881e-4,
              2.116,
              467.4,
              2.736,
              15.28,
              4.170),
          new VideoCoefficients(
              "G.1070 set 2",
              7.160,
              .02215,
              3.461,
              111.9,
              2.091,
              1.382,
              5.881e-4,
              .8401,
              113.9,
              6.047,
              46.87,
              10.87),
          new VideoCoefficients(
              "G.1070 set 3",
              4.78,
              .0122,
              2.614,
              51.68,
              1.063,
              .898,
              6.923e-4,
              .7846,
              85.15,
              1.32,
              539.48,
              356.6),
          new VideoCoefficients(
              "G.1070 set 4",
              1.182,
              .0111,
              4.286,
              607.86,
              1.184,
              2.738,
              -9.98e-4,
              .896,
              187.24,
              5.212,
              254.11,
              268.24),
          new VideoCoefficients(
              "G.1070 set 5: H.264, VGA, 9.2 inch",
              5.517,
              .0129,
              3.459,
              178.53,
              1.02,
              1.15,
              3.55e-4,
              .114,
              513.77,
              .736,
              -6.451,
              13.684));

  /**
   * Creates coefficients.
   *
   * @throws IllegalArgumentException if a number is not finite, or v3, v4, v8 or v9 is not {@code >
   *     0}
   */
  public VideoCoefficients {
    double[] all = {v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12};
    for (int i = 0; i < all.length; i++) {
      Checks.finite("v" + (i + 1), all[i]);
    }
    Checks.positive("v3", v3);
    Checks.positive("v4", v4);
    Checks.positive("v8", v8);
    Checks.positive("v9", v9);
  }

  /**
   * Returns one of the five sets of the Recommendation's Appendix. Sets 1 and 5 were seen in two
   * public sources, the others in one; what sets 1 to 4 were found for was not seen.
   *
   * @param number 1 to 5
   * @throws IllegalArgumentException if {@code number} is not 1 to 5
   */
  public static VideoCoefficients set(int number) {
    if (number < 1 || number > APPENDIX.size()) {
      throw new IllegalArgumentException(
          "coefficient set must be 1 to %d: %d".formatted(APPENDIX.size(), number));
    }
    return APPENDIX.get(number - 1);
  }
}
