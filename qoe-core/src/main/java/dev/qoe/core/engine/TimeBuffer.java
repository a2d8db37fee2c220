package dev.qoe.core.engine;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Measurements that wait for their turn, in the order of event time.
 *
 * <p>Ties are broken by element, indicator, value, quality and weight, so that the order in which
 * they came leaves no trace. A binary heap on parallel arrays. Guarded by the shard's lock.
 */
final class TimeBuffer {

  /** Bytes that one waiting measurement takes. */
  static final int BYTES = 8 + 8 + 8 + 8 + 4 + 4;

  private long[] micros = new long[16];
  private double[] values = new double[16];
  private double[] qualities = new double[16];
  private double[] weights = new double[16];
  private LiveSeries[] series = new LiveSeries[16];
  private Account[] accounts = new Account[16];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Returns the event time of the first; the largest number if there is none. */
  long firstMicros() {
    return size == 0 ? Long.MAX_VALUE : micros[0];
  }

  LiveSeries firstSeries() {
    return series[0];
  }

  /** Returns the account in which the first is counted. */
  Account firstAccount() {
    return accounts[0];
  }

  double firstValue() {
    return values[0];
  }

  double firstQuality() {
    return qualities[0];
  }

  double firstWeight() {
    return weights[0];
  }

  void add(
      LiveSeries target, Account account, long at, double value, double quality, double weight) {
    if (size == micros.length) {
      grow();
    }
    put(size, target, account, at, value, quality, weight);
    int child = size++;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!before(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  /** Lets the first wait in another buffer. */
  void moveFirstTo(TimeBuffer other) {
    other.add(series[0], accounts[0], micros[0], values[0], qualities[0], weights[0]);
    removeFirst();
  }

  void removeFirst() {
    size--;
    put(
        0,
        series[size],
        accounts[size],
        micros[size],
        values[size],
        qualities[size],
        weights[size]);
    int parent = 0;
    while (true) {
      int least = 2 * parent + 1;
      if (least >= size) {
        return;
      }
      if (least + 1 < size && before(least + 1, least)) {
        least++;
      }
      if (!before(least, parent)) {
        return;
      }
      swap(least, parent);
      parent = least;
    }
  }

  private boolean before(int a, int b) {
    if (micros[a] != micros[b]) {
      return micros[a] < micros[b];
    }
    int order =
        series[a] == series[b]
            ? 0
            : series[a].element().equals(series[b].element())
                ? series[a].kpi().compareTo(series[b].kpi())
                : series[a].element().compareTo(series[b].element());
    if (order == 0) {
      order = Double.compare(values[a], values[b]);
    }
    if (order == 0) {
      order = Double.compare(qualities[a], qualities[b]);
    }
    return order != 0 ? order < 0 : weights[a] < weights[b];
  }

  private void swap(int a, int b) {
    LiveSeries target = series[a];
    Account account = accounts[a];
    long at = micros[a];
    double value = values[a];
    double quality = qualities[a];
    double weight = weights[a];
    put(a, series[b], accounts[b], micros[b], values[b], qualities[b], weights[b]);
    put(b, target, account, at, value, quality, weight);
  }

  /** Converts the values of a series; one that cannot be converted is NaN from then on. */
  void convert(LiveSeries target, DoubleUnaryOperator conversion) {
    for (int i = 0; i < size; i++) {
      if (series[i] == target) {
        values[i] = conversion.applyAsDouble(values[i]);
      }
    }
  }

  private void put(
      int index,
      LiveSeries target,
      Account account,
      long at,
      double value,
      double quality,
      double weight) {
    series[index] = target;
    accounts[index] = account;
    micros[index] = at;
    values[index] = value;
    qualities[index] = quality;
    weights[index] = weight;
  }

  private void grow() {
    int capacity = size * 2;
    micros = Arrays.copyOf(micros, capacity);
    values = Arrays.copyOf(values, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    weights = Arrays.copyOf(weights, capacity);
    series = Arrays.copyOf(series, capacity);
    accounts = Arrays.copyOf(accounts, capacity);
  }
}
