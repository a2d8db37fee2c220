package dev.qoe.core.window;

import org.jspecify.annotations.Nullable;

/**
 * Values: how many, their exact sums, their extremes, the first and the last, and a sketch if asked
 * for.
 *
 * <p>Of several values at the first or last instant the largest counts. Confine to one thread.
 */
final class ValueAccumulator implements Accumulator<ValueAccumulator> {

  private static final int BYTES = 160;

  private final WideSum sum = new WideSum();
  private final WideSum squares = new WideSum();
  private final @Nullable QuantileSketch sketch;
  private long count;
  private double min;
  private double max;
  private long firstMicros;
  private double first;
  private long lastMicros;
  private double last;

  private ValueAccumulator(@Nullable QuantileSketch sketch) {
    this.sketch = sketch;
    clear();
  }

  static ValueAccumulator plain() {
    return new ValueAccumulator(null);
  }

  static ValueAccumulator sketched() {
    return new ValueAccumulator(QuantileSketch.create());
  }

  void add(long micros, double value) {
    sum.add(value);
    squares.addSquare(value);
    if (sketch != null) {
      sketch.add(value);
    }
    count++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    reach(micros, value, micros, value);
  }

  /** Adds a value that stands for so many. */
  void add(long micros, double value, long times) {
    if (times == 1) {
      add(micros, value);
      return;
    }
    double weight = (double) times;
    double square = value * value;
    sum.addProduct(value, weight);
    squares.addProduct(square, weight);
    squares.addProduct(Math.fma(value, value, -square), weight);
    if (sketch != null) {
      sketch.add(value, times);
    }
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    reach(micros, value, micros, value);
  }

  @Override
  public void merge(ValueAccumulator other) {
    if (other.count == 0) {
      return;
    }
    sum.add(other.sum);
    squares.add(other.squares);
    if (sketch != null && other.sketch != null) {
      sketch.merge(other.sketch);
    }
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    reach(other.firstMicros, other.first, other.lastMicros, other.last);
  }

  @Override
  public void clear() {
    sum.clear();
    squares.clear();
    if (sketch != null) {
      sketch.clear();
    }
    count = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    firstMicros = Long.MAX_VALUE;
    lastMicros = Long.MIN_VALUE;
  }

  @Override
  public long bytes() {
    return BYTES + (sketch == null ? 0 : sketch.bytes());
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  double mean() {
    return sum.value() / count;
  }

  ValueStatistics statistics(double smoothed) {
    return new ValueStatistics(
        count,
        sum.value(),
        min,
        max,
        Variance.standardDeviation(count, sum, squares),
        first,
        last,
        lastMicros - firstMicros,
        smoothed,
        sketch == null ? null : sketch.copy());
  }

  private void reach(long fromMicros, double from, long toMicros, double to) {
    if (fromMicros < firstMicros) {
      firstMicros = fromMicros;
      first = from;
    } else if (fromMicros == firstMicros) {
      first = Math.max(first, from);
    }
    if (toMicros > lastMicros) {
      lastMicros = toMicros;
      last = to;
    } else if (toMicros == lastMicros) {
      last = Math.max(last, to);
    }
  }
}
