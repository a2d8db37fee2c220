package dev.qoe.sim.video;

import java.util.Locale;

/**
 * The state of a session at a full second.
 *
 * <p>Immutable.
 *
 * @param second seconds since the player's first request, {@code >= 0}
 * @param quality the quality on the screen, or the one that stands still; -1 before the first
 * @param bufferMillis the media that has arrived and not been seen, in milliseconds, {@code >= 0}
 * @param stalledMillis how much of the second that begins here is stalled, 0 to 1000
 * @param mediaMillis how much of the film has been seen, in milliseconds, {@code >= 0}
 * @param o21 audio quality by ITU-T P.1203.2 of the second of film that is on or stands still, 1 to
 *     5; NaN before the first picture, without sound, and if the film has less than a second
 * @param o22 video quality by ITU-T P.1203.1 of that second, 1 to 5; NaN as before
 * @param o34 audiovisual quality by ITU-T P.1203.3 of that second, 1 to 5; NaN as before
 * @since 0.1
 */
public record Moment(
    int second,
    int quality,
    double bufferMillis,
    double stalledMillis,
    double mediaMillis,
    double o21,
    double o22,
    double o34) {

  /** Returns for example {@code 12 s: quality 4 (O34 4.31), buffer 13.2 s, stalled 0.0 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d s: quality %d (O34 %.2f), buffer %.1f s, stalled %.1f s",
        second,
        quality,
        o34,
        bufferMillis / 1000,
        stalledMillis / 1000);
  }
}
