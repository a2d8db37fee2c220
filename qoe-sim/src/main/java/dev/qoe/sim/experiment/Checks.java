package dev.qoe.sim.experiment;

import com.fasterxml.jackson.core.io.NumberOutput;

/** The checks at the entries of this package; each returns its argument. */
final class Checks {

  private Checks() {}

  static String name(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " has a blank name; give it one");
    }
    return name;
  }

  static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(what, value));
    }
    return value;
  }

  static int within(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d: %d".formatted(what, min, max, value));
    }
    return value;
  }

  /** Returns a number as short as it can be read back, without a needless fraction, on any JDK. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : shortest(value);
  }

  /** Returns the shortest decimal that reads back as the same number, on any JDK. */
  static String shortest(double value) {
    return NumberOutput.toString(value, true);
  }
}
