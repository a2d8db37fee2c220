package dev.qoe.core.engine;

/**
 * The newest values of a series by event time, at most so many as it was made for. Adding neither
 * allocates nor, for values that come in order, moves any. Guarded by the shard's lock.
 */
final class ShortHistory {

  private final long[] micros;
  private final double[] values;

  /** Where the oldest is. */
  private int first;

  private int size;

  /** Creates an empty history of {@code most > 0} values. */
  ShortHistory(int most) {
    this.micros = new long[most];
    this.values = new double[most];
  }

  /** Adds a value unless it is older than all of a full history; the oldest leaves for it. */
  void add(long at, double value) {
    if (size == micros.length) {
      if (at < micros[first]) {
        return;
      }
      first = place(1);
      size--;
    }
    int place = size;
    while (place > 0 && micros[place(place - 1)] > at) {
      micros[place(place)] = micros[place(place - 1)];
      values[place(place)] = values[place(place - 1)];
      place--;
    }
    micros[place(place)] = at;
    values[place(place)] = value;
    size++;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Returns when the i-th value was true, the oldest first, in microseconds of the epoch. */
  long micros(int i) {
    return micros[place(i)];
  }

  double value(int i) {
    return values[place(i)];
  }

  /** Copies the newest values, the oldest of them first; returns how many. */
  int copy(long[] toMicros, double[] toValues) {
    int count = Math.min(size, Math.min(toMicros.length, toValues.length));
    for (int i = 0; i < count; i++) {
      toMicros[i] = micros(size - count + i);
      toValues[i] = value(size - count + i);
    }
    return count;
  }

  private int place(int i) {
    int place = first + i;
    return place < micros.length ? place : place - micros.length;
  }
}
