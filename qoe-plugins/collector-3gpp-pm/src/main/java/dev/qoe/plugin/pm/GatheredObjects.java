package dev.qoe.plugin.pm;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects of a managed element whose indicators need counters of several groups, each with what
 * was told of it so far.
 *
 * <p>Of an object only the counters are kept that such indicators need. Confine to one thread.
 */
final class GatheredObjects {

  /** How many objects of a managed element are kept. */
  static final int MOST = 100_000;

  /** An object over a period. */
  record Key(String ldn, Instant end) {}

  /** What is known of an object. */
  static final class Gathered {
    private int[] places = new int[0];
    private double[] values = new double[0];
    private double seconds = Double.NaN;
    private boolean suspect;
    private long line;

    boolean suspect() {
      return suspect;
    }

    long line() {
      return line;
    }

    double seconds() {
      return seconds;
    }

    /** Sets the values that were told, and notes which they are: each at its counter's place. */
    void fill(double[] all, boolean[] present) {
      Arrays.fill(all, Double.NaN);
      Arrays.fill(present, false);
      for (int i = 0; i < places.length; i++) {
        all[places[i]] = values[i];
        present[places[i]] = true;
      }
    }
  }

  private final Map<Key, Gathered> objects = new LinkedHashMap<>();

  /**
   * Keeps the counters of an object at {@code places}; returns false if there are too many objects.
   */
  boolean add(PmObject object, PmGroup of, Counters counters, int[] places) {
    Key key = new Key(object.ldn, of.end());
    Gathered gathered = objects.get(key);
    if (gathered == null) {
      if (objects.size() >= MOST) {
        return false;
      }
      gathered = new Gathered();
      objects.put(key, gathered);
    }
    int old = gathered.places.length;
    gathered.places = Arrays.copyOf(gathered.places, old + places.length);
    gathered.values = Arrays.copyOf(gathered.values, old + places.length);
    for (int i = 0; i < places.length; i++) {
      gathered.places[old + i] = places[i];
      gathered.values[old + i] = counters.at(places[i]);
    }
    gathered.seconds = of.seconds();
    gathered.suspect |= object.suspect;
    gathered.line = object.line;
    return true;
  }

  /** Returns the objects, in the order of the file. */
  Map<Key, Gathered> all() {
    return objects;
  }

  /** The managed element ends. */
  void clear() {
    objects.clear();
  }
}
