package dev.qoe.sim.output;

/** The checks at the entries of this package; each returns its argument. */
final class Checks {

  private Checks() {}

  static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(what, value));
    }
    return value;
  }

  /** Refuses series that are too short, or that hold a value that is no number. */
  static double[] series(String what, double[] values, int shortest) {
    if (values.length < shortest) {
      throw new IllegalArgumentException(
          "%s must have at least %d value(s): %d".formatted(what, shortest, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s[%d] must be finite: %s".formatted(what, i, values[i]));
      }
    }
    return values;
  }

  static double level(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level must be above 0 and below 1 (example: 0.95): " + level);
    }
    return level;
  }

  static long atLeast(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException("%s must be >= %d: %d".formatted(what, least, value));
    }
    return value;
  }
}
