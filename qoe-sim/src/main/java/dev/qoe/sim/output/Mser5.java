package dev.qoe.sim.output;

/** Marginal standard error rule over batches of five. */
final class Mser5 implements WarmUp {

  private static final int SIZE = 5;
  private static final int SHORTEST = 10 * SIZE;
  private static final int NEVER = 5;

  @Override
  public Truncation find(double[] series) {
    Checks.series("series", series, SHORTEST);
    double[] means = BatchMeans.means(series, 0, SIZE);
    double[] errors = errors(means);
    int best = least(errors, errors.length - NEVER);
    int half = means.length / 2;
    boolean convincing = best <= half;
    return new Truncation(SIZE * (convincing ? best : least(errors, half + 1)), convincing);
  }

  /**
   * Returns, for each number of deleted batches, the squared deviations of the others over their
   * number squared. Sums grow from the end, by Welford's recurrence.
   */
  private static double[] errors(double[] means) {
    double[] errors = new double[means.length];
    double mean = 0;
    double squares = 0;
    for (int i = means.length - 1; i >= 0; i--) {
      double n = means.length - i;
      double before = means[i] - mean;
      mean += before / n;
      squares += before * (means[i] - mean);
      errors[i] = squares / (n * n);
    }
    return errors;
  }

  /** Returns the first index of the least of the leading values. */
  private static int least(double[] values, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[i] < values[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return "MSER-5";
  }
}
