package dev.qoe.plugin.pm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a formula names a counter: itself, or with all its subcounters.
 *
 * <p>The subcounters of {@code RRC.ConnEstabAtt} are {@code RRC.ConnEstabAtt.emergency} and so on
 * (TS 32.404, clause 3.3). With {@code .*} all that have one more part count, with {@code .#} those
 * whose part is a number; where the counter itself or its {@code .sum} is there, that alone counts.
 *
 * @param name the counter, without the wildcard
 * @param sub which subcounters count
 * @param take what is made of a value that is a list
 */
record CounterRef(String name, Sub sub, Take take) {

  /** Which subcounters count. */
  enum Sub {
    NONE,
    ANY,
    NUMBERED
  }

  /** What is made of a value. */
  enum Take {
    /** A number as it is. */
    VALUE,
    /** The sum of a list. */
    SUM,
    /** The mean of a histogram, each value taken to be in the middle of its bin. */
    MEAN
  }

  private static final String ALL = "sum";

  /** Returns the reference written as {@code text}, for example {@code RRC.ConnEstabAtt.*}. */
  static CounterRef of(String text, Take take) {
    Sub sub = text.endsWith(".*") ? Sub.ANY : text.endsWith(".#") ? Sub.NUMBERED : Sub.NONE;
    String name = sub == Sub.NONE ? text : text.substring(0, text.length() - 2);
    return new CounterRef(name, sub, take);
  }

  /**
   * Returns at which places of {@code counters} what it means is found; none if it is not there.
   */
  int[] places(List<String> counters) {
    int own = counters.indexOf(name);
    if (own >= 0) {
      return new int[] {own};
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < counters.size() && sub != Sub.NONE; i++) {
      String counter = counters.get(i);
      if (counter.length() > name.length() + 1
          && counter.startsWith(name)
          && counter.charAt(name.length()) == '.') {
        String part = counter.substring(name.length() + 1);
        if (part.toLowerCase(Locale.ROOT).equals(ALL)) {
          return new int[] {i};
        }
        if (part.indexOf('.') < 0 && (sub == Sub.ANY || isNumber(part))) {
          found.add(i);
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return name + (sub == Sub.ANY ? ".*" : sub == Sub.NUMBERED ? ".#" : "");
  }
}
