package dev.qoe.core.window;

import java.util.Arrays;
import java.util.List;

/** The counts of bins. Confine to one thread. */
final class DistributionAccumulator implements Accumulator<DistributionAccumulator> {

  private static final int BYTES = 40;

  private final long[] counts;
  private long readings;

  DistributionAccumulator(int bins) {
    counts = new long[bins];
  }

  void add(List<Long> more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more.get(i);
    }
    readings++;
  }

  @Override
  public void merge(DistributionAccumulator other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    readings += other.readings;
  }

  @Override
  public void clear() {
    Arrays.fill(counts, 0);
    readings = 0;
  }

  @Override
  public long bytes() {
    return BYTES + (long) Long.BYTES * counts.length;
  }

  @Override
  public boolean isEmpty() {
    return readings == 0;
  }

  DistributionStatistics statistics(List<Double> bounds) {
    return new DistributionStatistics(readings, bounds, Arrays.stream(counts).boxed().toList());
  }
}
