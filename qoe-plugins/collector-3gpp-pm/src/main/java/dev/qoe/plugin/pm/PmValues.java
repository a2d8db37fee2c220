package dev.qoe.plugin.pm;

import java.util.Arrays;

/**
 * The values of objects as they are written: numbers, lists of numbers with commas between them,
 * blanks.
 *
 * <p>Nothing else keeps state but the object that is filled. Confine to one thread.
 */
final class PmValues {

  private PmValues() {}

  /**
   * Gives an object the value that stands in a piece of text; none if the piece says so.
   *
   * @throws NumberFormatException if it is no number, nor a list of them
   */
  static void put(PmObject object, int slot, char[] text, int from, int to) {
    int first = firstOf(text, from, to);
    int last = lastOf(text, first, to);
    int parts = 1;
    for (int i = first; i < last; i++) {
      if (text[i] == ',') {
        parts++;
      }
    }
    if (parts > 1) {
      double[] list = list(text, first, last, parts);
      if (!Arrays.stream(list).allMatch(Double::isNaN)) {
        object.list(slot, list);
      }
    } else if (!Numbers.isMissing(text, first, last)) {
      object.number(slot, Numbers.parse(text, first, last));
    }
  }

  private static double[] list(char[] text, int from, int to, int parts) {
    double[] values = new double[parts];
    int part = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == ',') {
        int first = firstOf(text, begin, i);
        int last = lastOf(text, first, i);
        boolean missing = Numbers.isMissing(text, first, last);
        values[part++] = missing ? Double.NaN : Numbers.parse(text, first, last);
        begin = i + 1;
      }
    }
    return values;
  }

  /** Returns where the first character stands that is no blank; {@code to} if there is none. */
  static int firstOf(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] <= ' ') {
      at++;
    }
    return at;
  }

  private static int lastOf(char[] text, int from, int to) {
    int at = to;
    while (at > from && text[at - 1] <= ' ') {
      at--;
    }
    return at;
  }

  /** Returns where a word ends; {@code to} if nothing stands behind it. */
  static int wordEnd(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] > ' ') {
      at++;
    }
    return at;
  }
}
