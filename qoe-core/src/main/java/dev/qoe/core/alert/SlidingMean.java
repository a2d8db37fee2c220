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
  private static final long[] NO_TIMES = {};
  private static final double[] NO_VALUES = {};

  private final long spanMicros;
  private final long stalenessMicros;

  /** The newest value and its time; all that there is of a span of 0. */
  private long newest;

  private double newestValue;
  private int count;
  private int first;
  private long eights;
  private long rest;

  /** Rings whose length is a power of two. */
  private long[] times;

  private double[] values;

  /**
   * Creates an empty mean.
   *
   * @param spanMicros the span in microseconds; 0 keeps the newest value only
   * @param stalenessMicros for how long a value tells anything
   */
  SlidingMean(long spanMicros, long stalenessMicros) {
    this.spanMicros = spanMicros;
    this.stalenessMicros = stalenessMicros;
    this.times = spanMicros == 0 ? NO_TIMES : new long[1];
    this.values = spanMicros == 0 ? NO_VALUES : new double[1];
  }

  long spanMicros() {
    return spanMicros;
  }

  void add(long micros, double value) {
    boolean later = count == 0 || micros >= newest;
    if (spanMicros == 0) {
      count = 1;
    } else if (later || micros > newest - spanMicros) {
      hold(micros, value);
    }
    if (later) {
      newest = micros;
      newestValue = value;
    }
    evict();
  }

  private void hold(long micros, double value) {
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
    add(value);
  }

  private void add(double value) {
    long sum = rest + ExactSum.rest(value);
    long carry = ExactSum.carry(sum);
    eights += ExactSum.eights(value) + carry;
    rest = ExactSum.without(carry, sum);
  }

  /** Returns whether no value is recent. */
  boolean silent(long nowMicros) {
    return isEmpty() || nowMicros - newest > stalenessMicros;
  }

  /** Reads what a value will need; the number means nothing. */
  long warm() {
    return count + eights + times.length + values.length;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the time of the newest value, in microseconds of the epoch. */
  long newest() {
    return newest;
  }

  double mean() {
    return spanMicros == 0 ? newestValue : ExactSum.value(eights, rest) / count;
  }

  private void evict() {
    while (count > 1 && (time(0) <= newest - spanMicros || count > MOST)) {
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
