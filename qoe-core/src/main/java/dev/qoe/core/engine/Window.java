package dev.qoe.core.engine;

import dev.qoe.core.sum.ExactSum;

/**
 * The recent values of a series: those of the current span of event time and of the one before it.
 *
 * <p>Spans follow each other without a gap. A value of a later span opens it; one of an earlier
 * span than the two is late. So the window holds the same values whatever the order in which they
 * came, and it never holds the few of a new span alone. A span of 0 keeps the values of the newest
 * instant only. Confine to one thread.
 */
final class Window {

  private static final double QUALITY_ONE = 1L << 20;

  private long start;
  private long currentHigh;
  private long currentLow;
  private long previousHigh;
  private long previousLow;
  private long currentQuality;
  private long previousQuality;
  private int currentCount;
  private int previousCount;
  private double currentMin;
  private double currentMax;
  private double previousMin;
  private double previousMax;

  /**
   * Takes in a value that stands for {@code weight} values; returns whether it lies within the two
   * spans.
   */
  boolean take(long micros, double value, double weight, double quality, long spanMicros) {
    long into = micros - start;
    if (into < 0 || into >= spanMicros || currentCount == 0) {
      long spanStart = spanMicros == 0 ? micros : Math.floorDiv(micros, spanMicros) * spanMicros;
      if (currentCount == 0 || spanStart > start) {
        open(spanStart, spanMicros);
      } else if (spanStart != start) {
        return spanMicros > 0
            && spanStart == start - spanMicros
            && addToPrevious(value, weight, quality);
      }
    }
    double term = value * weight;
    long low = ExactSum.low(term);
    currentHigh = ExactSum.sumHigh(currentHigh, currentLow, ExactSum.high(term), low);
    currentLow += low;
    currentQuality += (long) (quality * QUALITY_ONE + 0.5);
    if (currentCount++ == 0) {
      currentMin = value;
      currentMax = value;
    } else {
      currentMin = Math.min(currentMin, value);
      currentMax = Math.max(currentMax, value);
    }
    return true;
  }

  private boolean addToPrevious(double value, double weight, double quality) {
    double term = value * weight;
    long low = ExactSum.low(term);
    previousHigh = ExactSum.sumHigh(previousHigh, previousLow, ExactSum.high(term), low);
    previousLow += low;
    previousQuality += (long) (quality * QUALITY_ONE + 0.5);
    previousMin = previousCount == 0 ? value : Math.min(previousMin, value);
    previousMax = previousCount == 0 ? value : Math.max(previousMax, value);
    previousCount++;
    return true;
  }

  boolean isEmpty() {
    return currentCount == 0;
  }

  void clear() {
    clearCurrent();
    clearPrevious();
  }

  long count() {
    return (long) currentCount + previousCount;
  }

  /** Reads a word at either end, so that all of it is on its way from memory. */
  long warm() {
    return start + Double.doubleToRawLongBits(previousMax);
  }

  /** Returns whether a value of that time would lie before the two spans. */
  boolean late(long micros, long spanMicros) {
    return currentCount > 0
        && micros < start
        && (spanMicros == 0 || Math.floorDiv(micros, spanMicros) * spanMicros < start - spanMicros);
  }

  /** Returns a window with a one where this has a value. */
  Window ones() {
    Window ones = new Window();
    ones.start = start;
    ones.currentCount = currentCount;
    ones.previousCount = previousCount;
    ones.currentHigh = ExactSum.high(currentCount);
    ones.currentLow = ExactSum.low(currentCount);
    ones.previousHigh = ExactSum.high(previousCount);
    ones.previousLow = ExactSum.low(previousCount);
    return ones;
  }

  /** Returns the mean over both spans. */
  double mean() {
    return total() / count();
  }

  /** Returns the sum over both spans. */
  double total() {
    double sum = sum();
    return previousCount == 0 ? sum : sum + ExactSum.value(previousHigh, previousLow);
  }

  /** Returns the sum over the current span. */
  double sum() {
    return ExactSum.value(currentHigh, currentLow);
  }

  /** Returns the least value of both spans. */
  double min() {
    return previousCount == 0 ? currentMin : Math.min(currentMin, previousMin);
  }

  /** Returns the greatest value of both spans. */
  double max() {
    return previousCount == 0 ? currentMax : Math.max(currentMax, previousMax);
  }

  /** Returns the mean quality over both spans, 0 to 1. */
  double quality() {
    long sum = currentQuality + previousQuality;
    long count = count();
    return sum == count << 20 ? 1 : sum / QUALITY_ONE / count;
  }

  private void clearPrevious() {
    previousHigh = 0;
    previousLow = 0;
    previousQuality = 0;
    previousCount = 0;
  }

  private void clearCurrent() {
    currentHigh = 0;
    currentLow = 0;
    currentQuality = 0;
    currentCount = 0;
  }

  private void open(long spanStart, long spanMicros) {
    boolean next = currentCount > 0 && spanMicros > 0 && spanStart - spanMicros == start;
    clearPrevious();
    if (next) {
      previousHigh = currentHigh;
      previousLow = currentLow;
      previousQuality = currentQuality;
      previousCount = currentCount;
      previousMin = currentMin;
      previousMax = currentMax;
    }
    clearCurrent();
    start = spanStart;
  }
}
