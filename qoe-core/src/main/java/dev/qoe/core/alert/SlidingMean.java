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
  private final ExactSum sum = ExactSum.zero();
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int first;
  private int count;

  /** Creates an empty mean over a span in microseconds; 0 keeps the newest value only. */
  SlidingMean(long spanMicros) {
    this.spanMicros = spanMicros;
  }

  void add(long micros, double value) {
    if (count > 0 && micros <= newest() - spanMicros && micros < newest()) {
      return;
    }
    if (count == times.length) {
      grow();
    }
    int at = count;
    while (at > 0 && time(at - 1) > micros) {
      put(at, time(at - 1), values[index(at - 1)]);
      at--;
    }
    put(at, micros, value);
    count++;
    sum.add(value);
    evict();
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the time of the newest value, in microseconds of the epoch. */
  long newest() {
    return time(count - 1);
  }

  double mean() {
    return sum.value() / count;
  }

  private void evict() {
    while (count > 1 && (time(0) <= newest() - spanMicros || count > MOST)) {
      sum.remove(values[first]);
      first = (first + 1) % times.length;
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
    return (first + at) % times.length;
  }
}
