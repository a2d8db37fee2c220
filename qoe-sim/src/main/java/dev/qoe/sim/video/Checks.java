package dev.qoe.sim.video;

import java.util.Locale;

/** The checks at the entries of this package; each returns its argument. */
final class Checks {

  private Checks() {}

  static double within(String what, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s: %s".formatted(what, plain(min), plain(max), plain(value)));
    }
    return value;
  }

  static int index(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("%s must be from 0 to %d: %d".formatted(what, max, value));
    }
    return value;
  }

  static double[] positive(String what, double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(what + " is missing; give at least one");
    }
    for (double value : values) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "%s must be finite and > 0: %s".formatted(what, plain(value)));
      }
    }
    return values;
  }

  /** Returns a number without a needless fraction. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
