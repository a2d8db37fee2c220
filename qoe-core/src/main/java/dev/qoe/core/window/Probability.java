package dev.qoe.core.window;

/** The check of a probability, ends included. */
final class Probability {

  private Probability() {}

  static void check(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be 0 to 1: " + probability + " (a ratio, not percent)");
    }
  }
}
