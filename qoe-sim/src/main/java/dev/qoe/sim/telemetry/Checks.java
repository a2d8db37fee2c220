package dev.qoe.sim.telemetry;

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

  static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(what, value));
    }
    return value;
  }

  /** Returns a number without a needless fraction. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
