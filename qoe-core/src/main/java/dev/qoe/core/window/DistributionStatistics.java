package dev.qoe.core.window;

import dev.qoe.api.measure.DistributionReading;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Histograms of the same bins as one.
 *
 * <p>Immutable.
 *
 * @param readings how many histograms there were
 * @param bounds the bounds of the bins {@code [bounds(i), bounds(i + 1))}, ascending
 * @param counts how many values each bin holds, {@code >= 0}
 * @since 0.1
 */
public record DistributionStatistics(long readings, List<Double> bounds, List<Long> counts) {

  /** Creates statistics; lists are copied. */
  public DistributionStatistics {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.isEmpty() || bounds.size() != counts.size() + 1) {
      throw new IllegalArgumentException(
          "a histogram must have one bound more than counts: %d bounds, %d counts"
              .formatted(bounds.size(), counts.size()));
    }
  }

  /** Returns the statistics of one reading. */
  public static DistributionStatistics of(DistributionReading reading) {
    return new DistributionStatistics(1, reading.bounds(), reading.counts());
  }

  /**
   * Returns the two as one, as of two windows or two elements.
   *
   * @throws IllegalArgumentException if their bounds differ
   */
  public DistributionStatistics plus(DistributionStatistics other) {
    if (!bounds.equals(other.bounds)) {
      throw new IllegalArgumentException(
          "histograms must have the same bounds to be merged: %s and %s"
              .formatted(bounds, other.bounds));
    }
    List<Long> sums =
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i) + other.counts.get(i))
            .toList();
    return new DistributionStatistics(readings + other.readings, bounds, sums);
  }

  /** Returns how many values there were. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns a percentile, as if the values of a bin were spread evenly over it; it is off by less
   * than the width of its bin. NaN if there are no values.
   *
   * @param probability the share of values below it, 0 to 1; 0.95 for the 95th percentile
   * @throws IllegalArgumentException if {@code probability < 0} or {@code probability > 1}
   */
  public double percentile(double probability) {
    Probability.check(probability);
    double wanted = probability * total();
    double below = 0;
    double end = Double.NaN;
    for (int i = 0; i < counts.size(); i++) {
      long count = counts.get(i);
      double from = bounds.get(i);
      double to = bounds.get(i + 1);
      if (count > 0) {
        if (below + count >= wanted) {
          return from + (to - from) * Math.max(0, wanted - below) / count;
        }
        end = to;
      }
      below += count;
    }
    return end;
  }
}
