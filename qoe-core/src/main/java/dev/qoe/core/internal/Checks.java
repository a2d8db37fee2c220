package dev.qoe.core.internal;

/**
 * The checks of numbers at public entry points: each returns its argument or says what is wrong
 * with it. None lets NaN or an infinite number pass.
 *
 * <p>Thread-safe.
 */
public final class Checks {

  private Checks() {}

  /** Returns {@code value} if it is neither NaN nor infinite. */
  public static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be a finite number: %s".formatted(what, value));
    }
    return value;
  }

  /** Returns {@code value} if it is {@code > 0}. */
  public static double positive(String what, double value) {
    if (!(finite(what, value) > 0)) {
      throw new IllegalArgumentException("%s must be > 0: %s".formatted(what, value));
    }
    return value;
  }

  /** Returns {@code value} if {@code 0 < value <= max}. */
  public static double positive(String what, double value, double max) {
    if (!(positive(what, value) <= max)) {
      throw new IllegalArgumentException(
          "%s must be > 0 and at most %s: %s".formatted(what, max, value));
    }
    return value;
  }

  /** Returns {@code value} if it is {@code >= 0}. */
  public static double notNegative(String what, double value) {
    if (!(finite(what, value) >= 0)) {
      throw new IllegalArgumentException("%s must be >= 0: %s".formatted(what, value));
    }
    return value;
  }

  /** Returns {@code value} if {@code min <= value <= max}. */
  public static double between(String what, double value, double min, double max) {
    if (!(finite(what, value) >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s: %s".formatted(what, min, max, value));
    }
    return value;
  }

  /** Returns {@code value} if {@code min <= value <= max}. */
  public static int between(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(what, min, max, value));
    }
    return value;
  }

  /** Returns {@code value} if it is {@code >= min}. */
  public static int atLeast(String what, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException("%s must be at least %d: %d".formatted(what, min, value));
    }
    return value;
  }

  /** Returns {@code value} if {@code 0 < value < 1}. */
  public static double probability(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s must be > 0 and < 1: %s (a ratio, not percent)".formatted(what, value));
    }
    return value;
  }
}
