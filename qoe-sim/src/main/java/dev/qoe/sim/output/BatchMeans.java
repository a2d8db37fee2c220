package dev.qoe.sim.output;

import java.util.Arrays;

/**
 * The means of equal batches of one long run's output, which are nearly independent if the batches
 * are long.
 *
 * <p>A remainder that fills no batch is left out at the start, where the run is least settled. Look
 * at {@link #lagOneCorrelation()}: far from 0, the batches are too short and the interval too
 * narrow.
 *
 * <p>Source: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class BatchMeans {

  private static final int USUAL = 20;

  private final double[] means;
  private final int size;

  private BatchMeans(double[] means, int size) {
    this.means = means;
    this.size = size;
  }

  /** Returns the means of 20 batches; see {@link #of(double[], int)}. */
  public static BatchMeans of(double[] series) {
    return of(series, USUAL);
  }

  /**
   * Returns the means of batches.
   *
   * @param series finite values in their order, warm-up deleted, at least one a batch
   * @param batches how many, {@code >= 2}; 10 to 30 are usual
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static BatchMeans of(double[] series, int batches) {
    Checks.atLeast("batches", batches, 2);
    Checks.series("series", series, batches);
    int size = series.length / batches;
    return new BatchMeans(means(series, series.length - size * batches, size), size);
  }

  /** Returns the means of the whole batches from an index on. */
  static double[] means(double[] series, int from, int size) {
    double[] means = new double[(series.length - from) / size];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += series[from + i * size + k];
      }
      means[i] = sum / size;
    }
    return means;
  }

  /** Returns the number of values in a batch, {@code >= 1}. */
  public int size() {
    return size;
  }

  /** Returns the means, in the batches' order. */
  public double[] means() {
    return means.clone();
  }

  /**
   * Returns the interval of the run's mean.
   *
   * @param level above 0 and below 1, such as 0.95
   * @throws IllegalArgumentException if {@code level} is outside its range
   */
  public Interval interval(double level) {
    return Interval.of(means, level);
  }

  /** Returns the correlation of each batch with the next, -1 to 1; 0 if all means are equal. */
  public double lagOneCorrelation() {
    double mean = Arrays.stream(means).sum() / means.length;
    double own = 0;
    double next = 0;
    for (int i = 0; i < means.length; i++) {
      own += (means[i] - mean) * (means[i] - mean);
      next += i == 0 ? 0 : (means[i] - mean) * (means[i - 1] - mean);
    }
    return own == 0 ? 0 : next / own;
  }

  @Override
  public String toString() {
    return "%d batches of %d: %s".formatted(means.length, size, interval(0.95));
  }
}
