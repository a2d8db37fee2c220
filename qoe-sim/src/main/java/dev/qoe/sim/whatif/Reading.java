package dev.qoe.sim.whatif;

/**
 * The value of one indicator of one element, and how far it can be trusted.
 *
 * <p>Immutable.
 *
 * @param value the value in the indicator's unit, finite
 * @param quality how far it can be trusted, 0 (not at all) to 1
 * @since 0.1
 */
public record Reading(double value, double quality) {

  /**
   * Creates a reading.
   *
   * @throws IllegalArgumentException if {@code value} is not finite or {@code quality} is not
   *     within 0 to 1
   */
  public Reading {
    Checks.finite("value of a reading", value);
    Checks.within("quality of a reading", quality, 0, 1);
  }
}
