package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/**
 * The values of a QoS parameter for which a law was found.
 *
 * <p>Immutable.
 *
 * @param min the lowest value, in the unit of the law, {@code >= 0}
 * @param max the highest value, in the unit of the law, {@code >= min}; may be infinite
 * @since 0.1
 */
public record QosRange(double min, double max) {

  /** All values from 0. */
  public static final QosRange UNLIMITED = new QosRange(0, Double.POSITIVE_INFINITY);

  /**
   * Creates a range.
   *
   * @throws IllegalArgumentException if {@code min < 0} or {@code max < min}
   */
  public QosRange {
    Checks.notNegative("min", min);
    if (!(max >= min)) {
      throw new IllegalArgumentException("max must be >= min: %s < %s".formatted(max, min));
    }
  }

  List<ValidityFlag> flags(double qos) {
    return qos >= min && qos <= max
        ? List.of()
        : List.of(new ValidityFlag("qos", qos, min + " to " + max));
  }
}
