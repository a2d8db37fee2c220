package dev.qoe.core.alert;

import dev.qoe.core.sum.ExactSum;

/**
 * The mean of a series over the latest span of event time.
 *
 * <p>Values may come out of order; the mean depends only on which values lie within the span before
 * the newest. At most 4,096 values are held, the oldest leave first. Confine to one thread.
 */
final class SlidingMean {

  private static final int MOST = 4_096;

  private final long spanMicros;
  private final long stalenessMicros;
  private int first;
  private int count;
  private long sumHigh;
  private long sumLow;

  /** Rings whose length is a power of two. */
  private long[] times = new long[1];

  private double[] values = new double[1];

  /**
   * Creates an empty mean.
   *
   * @param spanMicros the span in microseconds; 0 keeps the newest value only
   * @param stalenessMicros for how long a value tells anything
   */
  SlidingMean(long spanMicros, long stalenessMicros) {
    this.spanMicros = spanMicros;
    this.stalenessMicros = stalenessMicros;
  }

  long spanMicros() {
    return spanMicros;
  }

  void add(long micros, double value) {
    if (count > 0 && micros <= newest() - spanMicros && micros < newest()) {
      return;
    }
    if (spanMicros == 0) {
      clear();
    } else if (count == times.length) {
      grow();
    }
    int at = count;
    while (at > 0 && time(at - 1) > micros) {
      put(at, time(at - 1), values[index(at - 1)]);
      at--;
    }
    put(at, micros, value);
    count++;
    add(value);
    evict();
  }

  private void add(double value) {
    long low = ExactSum.low(value);
    sumHigh = ExactSum.sumHigh(sumHigh, sumLow, ExactSum.high(value), low);
    sumLow += low;
  }

  /** Returns whether no value is recent. */
  boolean silent(long nowMicros) {
    return isEmpty() || nowMicros - newest() > stalenessMicros;
  }

  /** Reads what a value will need; the number means nothing. */
  long warm() {
    return sumLow + times[0] + (long) values[0];
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the time of the newest value, in microseconds of the epoch. */
  long newest() {
    return time(count - 1);
  }

  double mean() {
    return ExactSum.value(sumHigh, sumLow) / count;
  }

  private void clear() {
    first = 0;
    count = 0;
    sumHigh = 0;
    sumLow = 0;
  }

  private void evict() {
    while (count > 1 && (time(0) <= newest() - spanMicros || count > MOST)) {
      add(-values[first]);
      first = index(1);
      count--;
    }
  }

  private void grow() {
    long[] newTimes = new long[times.length * 2];
    double[] newValues = new double[times.length * 2];
    for (int i = 0; i < count; i++) {
      newTimes[i] = time(i);
      newValues[i] = values[index(i)];
    }
    times = newTimes;
    values = newValues;
    first = 0;
  }

  private void put(int at, long micros, double value) {
    times[index(at)] = micros;
    values[index(at)] = value;
  }

  private long time(int at) {
    return times[index(at)];
  }

  private int index(int at) {
    return (first + at) & (times.length - 1);
  }
}
