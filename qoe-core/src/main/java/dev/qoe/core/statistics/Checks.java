package dev.qoe.core.statistics;

/** The checks of this package's public entry points; each returns its argument. */
final class Checks {

  private Checks() {}

  static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "'" + name + "' must be finite: " + value + " (leave out values that are not numbers)");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("'" + name + "' must be finite and >= 0: " + value);
    }
    return value;
  }

  /** Checks a probability, 0 and 1 excluded. */
  static double probability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "'" + name + "' must be > 0 and < 1: " + value + " (a ratio, not percent)");
    }
    return value;
  }

  static int atLeast(String name, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException("'" + name + "' must be at least " + min + ": " + value);
    }
    return value;
  }

  /** Returns a copy of a sample of at least {@code min} finite values. */
  static double[] sample(double[] sample, int min) {
    atLeast("sample size", sample.length, min);
    double[] copy = sample.clone();
    for (double value : copy) {
      finite("sample", value);
    }
    return copy;
  }
}
