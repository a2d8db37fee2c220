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

  private Span current = new Span();
  private Span previous = new Span();
  private long start;

  private static final class Span {
    private final ExactSum sum = ExactSum.zero();
    private long count;
    private long quality;

    private void add(double value, double trust) {
      sum.add(value);
      count++;
      quality += Math.round(trust * QUALITY_ONE);
    }

    private void clear() {
      sum.clear();
      count = 0;
      quality = 0;
    }
  }

  /** Takes in a value; returns whether it lies within the two spans. */
  boolean take(long micros, double value, double quality, long spanMicros) {
    long spanStart = spanMicros == 0 ? micros : Math.floorDiv(micros, spanMicros) * spanMicros;
    if (isEmpty() || spanStart > start) {
      open(spanStart, spanMicros);
    }
    if (spanStart == start) {
      current.add(value, quality);
      return true;
    }
    if (spanMicros > 0 && spanStart == start - spanMicros) {
      previous.add(value, quality);
      return true;
    }
    return false;
  }

  boolean isEmpty() {
    return current.count == 0;
  }

  void clear() {
    current.clear();
    previous.clear();
  }

  long count() {
    return current.count + previous.count;
  }

  /** Returns the mean over both spans. */
  double mean() {
    return (current.sum.value() + previous.sum.value()) / count();
  }

  /** Returns the sum over the current span. */
  double sum() {
    return current.sum.value();
  }

  /** Returns the mean quality over both spans, 0 to 1. */
  double quality() {
    return (current.quality + previous.quality) / QUALITY_ONE / count();
  }

  private void open(long spanStart, long spanMicros) {
    boolean next = !isEmpty() && spanMicros > 0 && spanStart - spanMicros == start;
    Span oldest = previous;
    previous = current;
    current = oldest;
    current.clear();
    if (!next) {
      previous.clear();
    }
    start = spanStart;
  }
}
