package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;

/**
 * A stretch of sound of one codec and bit rate.
 *
 * <p>Immutable.
 *
 * @param codec the codec
 * @param durationSeconds in seconds, {@code > 0}, at most 86400
 * @param kilobitsPerSecond the bit rate in units of 1000 bit/s, {@code > 0}
 * @since 0.1
 */
public record AudioSegment(AudioCodec codec, double durationSeconds, double kilobitsPerSecond) {

  /**
   * Creates a segment.
   *
   * @throws IllegalArgumentException if a number is not finite or {@code <= 0}, or {@code
   *     durationSeconds > 86400}
   */
  public AudioSegment {
    Checks.positive(
        "durationSeconds of an audio segment", durationSeconds, VideoSegment.LONGEST_SECONDS);
    Checks.positive("kilobitsPerSecond of an audio segment", kilobitsPerSecond);
  }
}
