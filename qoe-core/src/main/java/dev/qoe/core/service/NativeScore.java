package dev.qoe.core.service;

import java.util.Locale;

/**
 * A score on a model's own scale.
 *
 * <p>Immutable.
 *
 * @param name the name of the scale, for example {@code R}
 * @param value the score, finite
 * @param worst the value of the scale that means the worst experience, finite
 * @param best the value of the scale that means the best experience, finite
 * @since 0.1
 */
public record NativeScore(String name, double value, double worst, double best) {

  /**
   * Creates a score.
   *
   * @throws IllegalArgumentException if a number is not finite or {@code worst == best}
   */
  public NativeScore {
    if (!Double.isFinite(value) || !Double.isFinite(worst) || !Double.isFinite(best)) {
      throw new IllegalArgumentException(
          "native score '%s' must be finite: %s on %s to %s".formatted(name, value, worst, best));
    }
    if (worst == best) {
      throw new IllegalArgumentException("scale '%s' has no width: %s".formatted(name, best));
    }
  }

  /** Returns for example {@code R 72.9 of 100}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.4g of %.4g", name, value, best);
  }
}
