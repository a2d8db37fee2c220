package dev.qoe.core.service.benchmark;

/** The checks of this package's public entry points; each returns its argument. */
final class Checks {

  private Checks() {}

  static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be a finite number: %s".formatted(field, value));
    }
    return value;
  }

  static double positive(String field, double value) {
    if (!(finite(field, value) > 0)) {
      throw new IllegalArgumentException("%s must be > 0: %s".formatted(field, value));
    }
    return value;
  }
}
