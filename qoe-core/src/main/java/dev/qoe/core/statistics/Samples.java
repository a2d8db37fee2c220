package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;

/** What every sample must be. */
final class Samples {

  private Samples() {}

  /** Returns a copy of a sample of at least {@code min} finite values. */
  static double[] copy(double[] sample, int min) {
    Checks.atLeast("sample size", sample.length, min);
    double[] copy = sample.clone();
    for (double value : copy) {
      Checks.finite("sample", value);
    }
    return copy;
  }
}
