package dev.qoe.core.service.interactive;

import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/** The checks of this package's public entry points; each returns its argument. */
final class Checks {

  private Checks() {}

  static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be a finite number: %s".formatted(field, value));
    }
    return value;
  }

  static double between(String field, double value, double min, double max) {
    if (!(finite(field, value) >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s: %s".formatted(field, min, max, value));
    }
    return value;
  }

  static double notNegative(String field, double value) {
    return between(field, value, 0, Double.MAX_VALUE);
  }

  static double positive(String field, double value) {
    if (!(finite(field, value) > 0)) {
      throw new IllegalArgumentException("%s must be > 0: %s".formatted(field, value));
    }
    return value;
  }

  static double positive(String field, double value, double max) {
    return between(field, positive(field, value), 0, max);
  }

  /** Adds a flag if a value lies outside the range for which a model was validated. */
  static void flag(List<ValidityFlag> flags, String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      flags.add(new ValidityFlag(field, value, min + " to " + max));
    }
  }
}
