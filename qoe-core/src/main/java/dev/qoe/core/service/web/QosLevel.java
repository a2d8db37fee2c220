package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;

/**
 * One value of the parameter that a quality law takes.
 *
 * <p>Immutable.
 *
 * @param value the value in the unit for which the law was found, finite, {@code >= 0}
 * @since 0.1
 */
public record QosLevel(double value) {

  /**
   * Creates a level.
   *
   * @throws IllegalArgumentException if {@code value < 0} or not finite
   */
  public QosLevel {
    Checks.notNegative("qos", value);
  }

  /** Returns a level. */
  public static QosLevel of(double value) {
    return new QosLevel(value);
  }
}
