package dev.qoe.sim.sensitivity;

import java.util.Locale;

/**
 * An index with its confidence, by bootstrap.
 *
 * <p>Immutable.
 *
 * @param value the index
 * @param halfWidth of its 95 % interval, {@code >= 0}
 * @since 0.1
 */
public record Estimate(double value, double halfWidth) {

  static final Estimate ZERO = new Estimate(0, 0);

  /** Returns the lower end of the interval. */
  public double lower() {
    return value - halfWidth;
  }

  /** Returns the upper end of the interval. */
  public double upper() {
    return value + halfWidth;
  }

  /** Returns for example {@code 0.317 +- 0.041}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f +- %.3f", value, halfWidth);
  }
}
