package dev.qoe.core.service.video;

/** The checks of this package's public entry points; each returns its argument. Thread-safe. */
final class Checks {

  private Checks() {}

  /** A day: what is longer is no segment but a wrong unit. */
  private static final double LONGEST_SECONDS = 86_400;

  static double segmentSeconds(String field, double value) {
    if (!(value > 0 && value <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException(
          "%s must be > 0 and at most 86400: %s".formatted(field, value));
    }
    return value;
  }

  static double positive(String field, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be finite and > 0: %s".formatted(field, value));
    }
    return value;
  }

  static double notNegative(String field, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be finite and >= 0: %s".formatted(field, value));
    }
    return value;
  }

  static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(field, value));
    }
    return value;
  }

  /** Returns the scores if each lies on the opinion scale. */
  static double[] opinions(String field, double[] scores) {
    for (int t = 0; t < scores.length; t++) {
      if (!(scores[t] >= 1 && scores[t] <= 5)) {
        throw new IllegalArgumentException(
            "%s must lie in 1 to 5: %s at second %d".formatted(field, scores[t], t + 1));
      }
    }
    return scores;
  }
}
