package dev.qoe.sim.video.abr;

/** The harmonic mean of the last few values, summed from the oldest on. Confine to one thread. */
final class HarmonicMean {

  private final double[] last;
  private int count;

  HarmonicMean(int window) {
    last = new double[window];
  }

  void add(double value) {
    if (count == last.length) {
      System.arraycopy(last, 1, last, 0, count - 1);
      count--;
    }
    last[count++] = value;
  }

  /** Returns the mean; NaN before the first value. */
  double value() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1 / last[i];
    }
    return 1 / (sum / count);
  }
}
