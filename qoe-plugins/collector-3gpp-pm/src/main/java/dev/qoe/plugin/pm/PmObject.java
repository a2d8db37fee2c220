package dev.qoe.plugin.pm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one measured object: a {@code measValue}, used again for the next.
 *
 * <p>Each counter of its group has one number, a list of numbers, or none.
 */
final class PmObject {

  private double[] numbers = new double[0];
  private double[] @Nullable [] lists = new double[0][];
  private boolean[] given = new boolean[0];

  String ldn = "";
  boolean suspect;
  long line;

  /** Begins an object with that many counters. */
  void begin(String newLdn, long newLine, int counters) {
    ldn = newLdn;
    line = newLine;
    suspect = false;
    if (numbers.length < counters) {
      numbers = new double[counters];
      lists = new double[counters][];
      given = new boolean[counters];
    }
    Arrays.fill(numbers, 0, counters, Double.NaN);
    Arrays.fill(lists, 0, counters, null);
    Arrays.fill(given, 0, counters, false);
  }

  /** Returns whether the counter was there, and notes that it is: its value may be blank. */
  boolean repeated(int counter) {
    boolean before = given[counter];
    given[counter] = true;
    return before;
  }

  void number(int counter, double value) {
    numbers[counter] = value;
  }

  void list(int counter, double[] values) {
    lists[counter] = values;
  }

  /** Returns the number; NaN if there is none. */
  double number(int counter) {
    return numbers[counter];
  }

  /** Returns the list, with NaN for a blank; null if there is none. */
  double @Nullable [] list(int counter) {
    return lists[counter];
  }
}
