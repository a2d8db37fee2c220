package dev.qoe.plugin.pm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a group, found by their numbers p, which may be any from 1 on and in any order.
 *
 * <p>Confine to one thread.
 */
final class PmTypes {

  /** How many counters a group may have. */
  static final int MOST = 1 << 16;

  /** Numbers up to here are found in an array, those beyond in a map. */
  private static final int DENSE = 1 << 12;

  private static final int LONGEST_NUMBER = 18;

  private final List<String> names = new ArrayList<>();
  private final Map<Long, Integer> beyond = new HashMap<>();
  private final int[] slots = new int[DENSE];
  private int highest;

  PmTypes() {
    Arrays.fill(slots, -1);
  }

  /** Another group begins. */
  void clear() {
    names.clear();
    beyond.clear();
    Arrays.fill(slots, 0, highest + 1, -1);
    highest = 0;
  }

  /** Adds a counter with a number that no other has. */
  void add(String name, long p) {
    if (p < DENSE) {
      highest = Math.max(highest, (int) p);
      slots[(int) p] = names.size();
    } else {
      beyond.put(p, names.size());
    }
    names.add(name);
  }

  /** Returns the place of the counter with a number; -1 if there is none. */
  int slot(long p) {
    return p < DENSE ? slots[(int) p] : beyond.getOrDefault(p, -1);
  }

  /** Returns the names of the counters, each at its place. */
  List<String> names() {
    return names;
  }

  /** Returns how many counters there are. */
  int size() {
    return names.size();
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns the number p written as {@code text}, {@code >= 1}; -1 if it is none. */
  static long p(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    String digits = text.strip();
    int from = digits.startsWith("+") ? 1 : 0;
    if (digits.length() > LONGEST_NUMBER) {
      return -1;
    }
    long p = 0;
    for (int i = from; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      p = 10 * p + (digit - '0');
    }
    return p == 0 ? -1 : p;
  }
}
