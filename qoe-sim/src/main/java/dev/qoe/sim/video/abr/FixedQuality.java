package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.PlayerView;

/**
 * Always the same quality: the yardstick that every algorithm must beat.
 *
 * <p>Immutable.
 *
 * @param quality the quality, {@code >= 0}; of a film that has fewer, the highest
 * @since 0.1
 */
public record FixedQuality(int quality) implements Abr {

  /**
   * Creates the rule.
   *
   * @throws IllegalArgumentException if {@code quality < 0}
   */
  public FixedQuality {
    if (quality < 0) {
      throw new IllegalArgumentException("fixed quality must be >= 0: " + quality);
    }
  }

  /**
   * Returns the rule for a quality.
   *
   * @throws IllegalArgumentException if {@code quality < 0}
   */
  public static FixedQuality of(int quality) {
    return new FixedQuality(quality);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    int possible = Math.min(quality, player.manifest().top());
    return any -> possible;
  }

  /** Returns for example {@code fixed-2}. */
  @Override
  public String toString() {
    return "fixed-" + quality;
  }
}
