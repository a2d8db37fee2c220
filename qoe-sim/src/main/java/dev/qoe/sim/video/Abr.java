package dev.qoe.sim.video;

/**
 * An adaptive-bitrate algorithm: a recipe that gives every session a decision maker of its own.
 *
 * <p>A recipe holds no state of a session, so that one serves any number of players and threads.
 * Its {@code toString} is its name in messages. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Abr {

  /**
   * Returns the decision maker of a session that is about to start.
   *
   * @param player the session; of its values only the manifest, the number of segments and the
   *     buffer's capacity stand before the first segment has arrived
   */
  AbrRule begin(PlayerView player);
}
