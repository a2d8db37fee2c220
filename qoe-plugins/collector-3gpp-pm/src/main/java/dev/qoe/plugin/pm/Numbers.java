package dev.qoe.plugin.pm;

/** Numbers as performance files write them, read from a piece of a buffer. */
final class Numbers {

  /** What is written where there is no value, apart from nothing (TS 32.435). */
  private static final String NIL = "NIL";

  /** So many digits always fit a double exactly. */
  private static final int EXACT_DIGITS = 15;

  /** Longer than any number that means something. */
  private static final int LONGEST = 400;

  private Numbers() {}

  /** Returns whether a piece says that there is no value. */
  static boolean isMissing(char[] text, int from, int to) {
    return from == to
        || (to - from == NIL.length()
            && text[from] == 'N'
            && text[from + 1] == 'I'
            && text[from + 2] == 'L');
  }

  /**
   * Returns the number in a piece without blanks at its ends.
   *
   * @throws NumberFormatException if it is none, or not finite
   */
  static double parse(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative) {
      at++;
    }
    if (at < to && to - at <= EXACT_DIGITS) {
      long value = 0;
      while (at < to && text[at] >= '0' && text[at] <= '9') {
        value = 10 * value + (text[at++] - '0');
      }
      if (at == to) {
        return negative ? -value : value;
      }
    }
    if (to - from > LONGEST) {
      throw new NumberFormatException("too long");
    }
    String word = new String(text, from, to - from);
    char last = word.isEmpty() ? 'x' : word.charAt(word.length() - 1);
    boolean javas = Character.isLetter(last) || word.indexOf('x') >= 0 || word.indexOf('X') >= 0;
    double value = javas ? Double.NaN : Double.parseDouble(word);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("not finite");
    }
    return value;
  }
}
