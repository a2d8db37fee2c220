package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

/**
 * The quality of pictures after ITU-T P.1203.1 (10/2017): coding, upscaling and frame rate each
 * cost part of a rating of 100.
 *
 * <p>Thread-safe.
 */
final class PictureQuality {

  private PictureQuality() {}

  /**
   * Returns mosC of mode 0, the opinion that coding leaves, 1 to 5.
   *
   * @param br bit rate in kbit/s
   * @param pixels coded picture size
   * @param f frame rate in frames/s
   */
  static double codingMode0(double br, double pixels, double f) {
    double quant =
        quantisation(br, pixels, f, 11.9983519, -2.99991847, 41.2475074001, 0.13183165961);
    return codingOpinion(quant);
  }

  /**
   * Returns mosC of mode 1, at most 5.
   *
   * @param br bit rate of the payload in kbit/s
   * @param pixels coded picture size
   * @param f frame rate in frames/s
   * @param x mean size of I frames divided by that of the others; 0 if either kind is missing
   */
  static double codingMode1(double br, double pixels, double f, double x) {
    double quant = quantisation(br, pixels, f, 5.00011566, -1.19630824, 41.3585049, 0);
    return codingOpinion(quant) + contentComplexity(x);
  }

  private static double quantisation(
      double br, double pixels, double f, double a1, double a2, double a3, double a4) {
    double level = a3 + Math.log(br) + Math.log(br * br / (pixels * f) + a4);
    return a1 + a2 * Math.log(Math.max(level, 0)); // no level, no picture: infinitely coarse
  }

  private static double codingOpinion(double quant) {
    return clamp(4.66 - 0.07 * Math.exp(4.06 * quant), 1, 5);
  }

  private static double contentComplexity(double x) {
    double c0 = -0.91562479;
    double c2 = -3.28579526;
    double c3 = 20.4098663;
    return c0 - c0 / (1 + Math.exp(-10 / (c3 - c2) * (x - (c2 + c3) / 2)));
  }

  /**
   * Returns the picture's quality on a computer monitor, 1.0472 to 4.9.
   *
   * @param coding mosC
   * @param pixels coded picture size
   * @param displayPixels size at which it is shown
   * @param f frame rate in frames/s
   */
  static double shown(double coding, double pixels, double displayPixels, double f) {
    double degC = clamp(100 - RatingScale.rating(coding), 0, 100);
    double upscaling = Math.max(displayPixels / pixels, 1) - 1;
    double degU = clamp(72.61 * Math.log10(0.32 * upscaling + 1), 0, 100);
    double degT =
        f >= 24 ? 0 : clamp((100 - degC - degU) * (30.98 - 1.29 * f) / (64.65 + f), 0, 100);
    return RatingScale.opinion(100 - clamp(degC + degU + degT, 0, 100));
  }
}
