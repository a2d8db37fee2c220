package dev.qoe.core.window;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a window tell.
 *
 * <p>All depends only on which values there were and when, to the last bit; not on the order in
 * which they came. Immutable.
 *
 * @since 0.1
 */
public final class ValueStatistics {

  private static final int BYTES = 100;

  private final long count;
  private final double sum;
  private final double min;
  private final double max;
  private final double standardDeviation;
  private final double first;
  private final double last;
  private final long spanMicros;
  private final double smoothed;
  private final @Nullable QuantileSketch sketch;

  ValueStatistics(
      long count,
      double sum,
      double min,
      double max,
      double standardDeviation,
      double first,
      double last,
      long spanMicros,
      double smoothed,
      @Nullable QuantileSketch sketch) {
    this.count = count;
    this.sum = sum;
    this.min = min;
    this.max = max;
    this.standardDeviation = standardDeviation;
    this.first = first;
    this.last = last;
    this.spanMicros = spanMicros;
    this.smoothed = smoothed;
    this.sketch = sketch;
  }

  /** Returns how many values there were, {@code >= 1}. */
  public long count() {
    return count;
  }

  /** Returns their sum. */
  public double sum() {
    return sum;
  }

  /** Returns their mean. */
  public double mean() {
    return sum / count;
  }

  /** Returns the smallest. */
  public double min() {
    return min;
  }

  /** Returns the largest. */
  public double max() {
    return max;
  }

  /** Returns the standard deviation of the sample (divisor n - 1); NaN for a single value. */
  public double standardDeviation() {
    return standardDeviation;
  }

  /** Returns the value of the earliest time; the largest if there are several. */
  public double first() {
    return first;
  }

  /** Returns the value of the latest time; the largest if there are several. */
  public double last() {
    return last;
  }

  /**
   * Returns the rate of change: the last value less the first, by the seconds between them; NaN if
   * all are of one instant.
   */
  public double changePerSecond() {
    return spanMicros == 0 ? Double.NaN : (last - first) / (spanMicros / 1e6);
  }

  /**
   * Returns the exponentially weighted moving average of the means of the windows up to this one,
   * weighted by event time; NaN if it was not {@linkplain Windows#smoothing asked for}.
   */
  public double smoothed() {
    return smoothed;
  }

  /**
   * Returns a percentile within {@link QuantileSketch#RELATIVE_ERROR}; NaN if percentiles were not
   * {@linkplain Windows#withPercentiles asked for}.
   *
   * @param probability the share of values below it, 0 to 1; 0.95 for the 95th percentile
   * @throws IllegalArgumentException if {@code probability < 0} or {@code probability > 1}
   */
  public double percentile(double probability) {
    Probability.check(probability);
    return sketch == null ? Double.NaN : sketch.quantile(probability);
  }

  /** Returns a copy of the sketch of the values, to merge with others; empty if not asked for. */
  public Optional<QuantileSketch> sketch() {
    return Optional.ofNullable(sketch).map(QuantileSketch::copy);
  }

  /** Returns how many bytes it takes, roughly. */
  public long bytes() {
    return BYTES + (sketch == null ? 0 : sketch.bytes());
  }

  /** Returns for example {@code 12 values, mean 3.5 (1.0 to 6.0)}. */
  @Override
  public String toString() {
    return "%d values, mean %s (%s to %s)".formatted(count, mean(), min, max);
  }
}
