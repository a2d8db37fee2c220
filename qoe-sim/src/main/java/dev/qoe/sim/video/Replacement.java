package dev.qoe.sim.video;

/**
 * Whether a player downloads a buffered segment again, in a better quality, before it is played.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Replacement {
  /** Never. */
  NONE,
  /** The segment that plays soonest among those of lower quality than the one chosen now. */
  LEFT,
  /** The segment that plays last among those of lower quality than the one chosen now. */
  RIGHT
}
