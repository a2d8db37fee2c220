package dev.qoe.sim.queue;

/** The checks at the entries of this package; each returns its argument. */
final class Checks {

  private static final double LONGEST_SECONDS = 9.2e9;

  private Checks() {}

  static double positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be finite and > 0: %s".formatted(what, value));
    }
    return value;
  }

  static double notNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be finite and >= 0: %s".formatted(what, value));
    }
    return value;
  }

  static int atLeast(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s must be >= %d: %d".formatted(what, least, value));
    }
    return value;
  }

  /** Returns a time that a distribution drew, in whole nanoseconds. */
  static long nanos(double seconds, TimeDistribution origin) {
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
      throw new IllegalStateException(
          "distribution '%s' drew a time that is none: %s s; it must draw from 0 to %s s"
              .formatted(origin, seconds, LONGEST_SECONDS));
    }
    return (long) Math.rint(seconds * 1e9);
  }
}
