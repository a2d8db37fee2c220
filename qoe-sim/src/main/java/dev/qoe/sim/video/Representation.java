package dev.qoe.sim.video;

import dev.qoe.core.service.video.Resolution;
import dev.qoe.core.service.video.VideoCodec;

/**
 * What the pictures of one quality of a film are like, as far as ITU-T P.1203 asks.
 *
 * <p>Immutable.
 *
 * @param resolution the coded size of the picture
 * @param framesPerSecond the frame rate, 1 to 120
 * @param codec the codec
 * @since 0.1
 */
public record Representation(Resolution resolution, double framesPerSecond, VideoCodec codec) {

  private static final double HIGHEST_FRAME_RATE = 120;

  /**
   * Creates a representation.
   *
   * @throws IllegalArgumentException if {@code framesPerSecond < 1} or {@code > 120}
   */
  public Representation {
    Checks.within("frames per second", framesPerSecond, 1, HIGHEST_FRAME_RATE);
  }

  /** Returns H.264 of that size in pixels at 25 frames a second. */
  public static Representation of(int width, int height) {
    return new Representation(Resolution.of(width, height), 25, VideoCodec.H264);
  }

  /** Returns for example {@code 1280x720 at 25 frames/s in h264}. */
  @Override
  public String toString() {
    return "%s at %s frames/s in %s"
        .formatted(resolution, Checks.plain(framesPerSecond), codec.label());
  }
}
