package dev.qoe.plugin.pm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the counters that formulas name are found in a group, and what an object's are.
 *
 * <p>Confine to one thread.
 */
final class Counters implements Formula.Values {

  private final Map<CounterRef, Integer> index;
  private final Map<String, List<Double>> bins;
  private final int[][] places;
  private final double[] values;
  private final List<CounterRef> present;
  private final double seconds;

  /**
   * Creates the table of a group.
   *
   * @param index all counters that formulas name, with a number for each from 0
   * @param bins the bounds of the bins of histograms
   */
  Counters(Map<CounterRef, Integer> index, Map<String, List<Double>> bins, PmGroup group) {
    this.index = index;
    this.bins = bins;
    this.places = new int[index.size()][];
    this.values = new double[index.size()];
    this.seconds = group.seconds();
    index.forEach((counter, i) -> places[i] = counter.places(group.counters()));
    this.present = index.keySet().stream().filter(this::has).toList();
  }

  private Counters(Map<CounterRef, Integer> index, double[] values, double seconds) {
    this.index = index;
    this.bins = Map.of();
    this.places = new int[0][];
    this.values = values;
    this.present = List.of();
    this.seconds = seconds;
  }

  /** Returns values of counters gathered from several groups. */
  static Counters gathered(Map<CounterRef, Integer> index, double[] values, double seconds) {
    return new Counters(index, values, seconds);
  }

  /** Returns the counters that the group has. */
  List<CounterRef> present() {
    return present;
  }

  /** Returns whether the group has a counter. */
  boolean has(CounterRef counter) {
    return places[indexOf(counter)].length > 0;
  }

  /** Takes the values of an object. */
  void take(PmObject object) {
    Arrays.fill(values, Double.NaN);
    for (CounterRef counter : present) {
      int i = indexOf(counter);
      values[i] = value(counter, places[i], object);
    }
  }

  @Override
  public double of(CounterRef counter) {
    return values[indexOf(counter)];
  }

  /** Returns the value of the counter with a number of the index. */
  double at(int place) {
    return values[place];
  }

  @Override
  public double seconds() {
    return seconds;
  }

  /** Returns the list of a counter that is a histogram; null if the object has none. */
  double @Nullable [] list(CounterRef counter, PmObject object) {
    int[] found = places[indexOf(counter)];
    return found.length == 1 ? object.list(found[0]) : null;
  }

  private int indexOf(CounterRef counter) {
    Integer i = index.get(counter);
    if (i == null) {
      throw new IllegalStateException("counter '%s' is of no profile".formatted(counter));
    }
    return i;
  }

  /** Returns a number; a part that is missing makes the sum of subcounters missing. */
  private double value(CounterRef counter, int[] found, PmObject object) {
    double sum = 0;
    for (int place : found) {
      double[] list = object.list(place);
      sum +=
          switch (counter.take()) {
            case VALUE -> object.number(place);
            case SUM -> list == null ? object.number(place) : Arrays.stream(list).sum();
            case MEAN -> list == null ? Double.NaN : mean(counter, list);
          };
    }
    return sum;
  }

  private double mean(CounterRef counter, double[] counts) {
    List<Double> bounds = bins.getOrDefault(counter.name(), List.of());
    if (bounds.size() != counts.length + 1) {
      return Double.NaN;
    }
    double sum = 0;
    double count = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * (bounds.get(i) + bounds.get(i + 1)) / 2;
      count += counts[i];
    }
    return count > 0 ? sum / count : Double.NaN;
  }
}
