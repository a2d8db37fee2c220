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
 * @since 0.1
 */
public record Moment(int second, int quality, double bufferMillis, double stalledMillis) {

  /** Returns for example {@code 12 s: quality 4, buffer 13.2 s, stalled 0.0 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d s: quality %d, buffer %.1f s, stalled %.1f s",
        second,
        quality,
        bufferMillis / 1000,
        stalledMillis / 1000);
  }
}
