package dev.qoe.core.service.video;

import java.util.Arrays;

/**
 * The percentiles of some values up to the tenth, linear between neighbours.
 *
 * <p>Only the smallest values are sorted: an order statistic does not depend on how it is found.
 *
 * <p>Immutable.
 */
final class LowPercentiles {

  private static final int HIGHEST = 10;

  private final int count;
  private final double[] smallest;

  private LowPercentiles(int count, double[] smallest) {
    this.count = count;
    this.smallest = smallest;
  }

  /** Returns the percentiles of at least one value; the array is left as it is. */
  static LowPercentiles of(double[] values) {
    double[] copy = values.clone();
    int needed = Math.min(values.length, (values.length - 1) * HIGHEST / 100 + 2);
    partition(copy, needed - 1);
    double[] smallest = Arrays.copyOf(copy, needed);
    Arrays.sort(smallest);
    return new LowPercentiles(values.length, smallest);
  }

  /** Returns the percentile, 0 to 10. */
  double at(int percent) {
    double index = (count - 1) * (percent / 100.0);
    int below = (int) index;
    double low = smallest[below];
    double high = smallest[Math.min(below + 1, smallest.length - 1)];
    return low + (high - low) * (index - below);
  }

  /** Moves the k + 1 smallest values to the front (Hoare's selection). */
  private static void partition(double[] values, int k) {
    int left = 0;
    int right = values.length - 1;
    while (left < right) {
      double pivot = values[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (k <= j) {
        right = j;
      } else if (k >= i) {
        left = i;
      } else {
        return;
      }
    }
  }
}
