package dev.qoe.core.service.interactive;

import dev.qoe.core.internal.Checks;

/**
 * The video stream of a video call.
 *
 * <p>Immutable.
 *
 * @param coefficients what fits codec, picture size and display
 * @param bitRateKilobitsPerSecond Br, the video bit rate, {@code > 0} to 1e9
 * @param frameRate Fr, frames per second, {@code > 0} to 1000; validated for 1 to 30
 * @param packetLossPercent Ppl,v, the end-to-end loss of video packets, 0 to 100 %; validated below
 *     10
 * @since 0.1
 */
public record VideoTelephonyInput(
    VideoCoefficients coefficients,
    double bitRateKilobitsPerSecond,
    double frameRate,
    double packetLossPercent) {

  /**
   * Creates an input.
   *
   * @throws IllegalArgumentException if a number is outside the range stated at its parameter
   */
  public VideoTelephonyInput {
    Checks.positive("bitRateKilobitsPerSecond", bitRateKilobitsPerSecond, 1e9);
    Checks.positive("frameRate", frameRate, 1000);
    Checks.between("packetLossPercent", packetLossPercent, 0, 100);
  }

  /** Returns an input. */
  public static VideoTelephonyInput of(
      VideoCoefficients coefficients,
      double bitRateKilobitsPerSecond,
      double frameRate,
      double packetLossPercent) {
    return new VideoTelephonyInput(
        coefficients, bitRateKilobitsPerSecond, frameRate, packetLossPercent);
  }
}
