package dev.qoe.sim.video;

/**
 * The decision maker of one session: what quality next, and whether to give a slow download up.
 *
 * <p>The player asks in this order: {@link #quality} and {@link #delayMillis} before each segment
 * but the first, {@link #abandonTo} while it arrives, {@link #downloaded} when it has arrived or
 * was given up; after that, the same segment is asked for again. Confine to one thread.
 *
 * @since 0.1
 */
public interface AbrRule {

  /** What {@link #abandonTo} answers to go on with a download. */
  int KEEP = -1;

  /**
   * Returns the quality for {@link PlayerView#nextSegment}: 0 (lowest) to the manifest's highest.
   */
  int quality(PlayerView player);

  /**
   * Returns how long to wait before the download that the last {@link #quality} decided, in
   * milliseconds, finite and {@code >= 0}.
   */
  default double delayMillis() {
    return 0;
  }

  /**
   * Returns {@link #KEEP}, or a quality that makes it worth giving up a download under way.
   *
   * @param download what has arrived so far
   * @param player the session, its buffer as it is by now
   */
  default int abandonTo(Download download, PlayerView player) {
    return KEEP;
  }

  /**
   * Tells that a segment has arrived or was given up, the first one included. The buffer already
   * holds it; the player's throughput estimate does not know it yet.
   */
  default void downloaded(Download download, PlayerView player) {}

  /** Tells that the player waited, in milliseconds {@code > 0}, because the buffer was full. */
  default void waited(double millis) {}
}
