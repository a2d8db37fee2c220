package dev.qoe.plugin.drivetest;

import java.util.Arrays;

/**
 * A growing list of numbers, of which NaN, a missing one, is never part.
 *
 * <p>Confine to one thread.
 */
final class Values {

  private double[] values = new double[8];
  private int count;
  private double sum;
  private double max = Double.NEGATIVE_INFINITY;

  /** Adds a number unless it is NaN. */
  void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
    sum += value;
    max = Math.max(max, value);
  }

  /** Returns how many there are. */
  int count() {
    return count;
  }

  /** Returns their mean; NaN if there are none. */
  double mean() {
    return sum / count;
  }

  /** Returns the largest; NaN if there are none. */
  double max() {
    return count == 0 ? Double.NaN : max;
  }

  /**
   * Returns the quantile of {@code p}, 0 to 1, by linear interpolation between order statistics
   * (type 7); NaN if there are none.
   */
  double quantile(double p) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double rank = (count - 1) * p;
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }
}
