package dev.qoe.core.radio;

import java.util.Locale;

/** The checks of this package's public entry points; each returns its argument. */
final class Checks {

  private Checks() {}

  static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw refused(name, value, "be finite", "leave out values that are not numbers");
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw refused(name, value, "be finite and > 0", "check the unit in the name");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw refused(name, value, "be finite and >= 0", "check the unit in the name");
    }
    return value;
  }

  static double inRange(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw refused(name, value, "be " + min + " to " + max, "check the unit in the name");
    }
    return value;
  }

  static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "'%s' must be %d to %d: %d", name, min, max, value));
    }
    return value;
  }

  private static IllegalArgumentException refused(
      String name, double value, String rule, String remedy) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "'%s' must %s: %s (%s)", name, rule, value, remedy));
  }
}
