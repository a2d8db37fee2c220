package dev.qoe.core.service;

import java.util.Locale;

/**
 * One cause of a loss of quality and how much it cost.
 *
 * <p>Immutable.
 *
 * @param cause what it is, in words that a network engineer knows, for example {@code packet loss}
 * @param term the name of the term in the standard, for example {@code Ie,eff}
 * @param points the loss on the model's native scale, finite; negative where it is a gain
 * @since 0.1
 */
public record Impairment(String cause, String term, double points) {

  /**
   * Creates an impairment.
   *
   * @throws IllegalArgumentException if {@code points} is not finite
   */
  public Impairment {
    if (!Double.isFinite(points)) {
      throw new IllegalArgumentException(
          "points of impairment '%s' must be finite: %s".formatted(cause, points));
    }
  }

  /** Returns for example {@code packet loss -19.0 (Ie,eff)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %+.3g (%s)", cause, 0.0 - points, term);
  }
}
