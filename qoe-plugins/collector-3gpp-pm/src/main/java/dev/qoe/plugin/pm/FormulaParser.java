package dev.qoe.plugin.pm;

import java.util.function.Function;

/**
 * Reads formulas such as {@code (A - B.*) / (C + 'D-1')} and checks that only what measures the
 * same is added.
 *
 * <p>Names are letters, digits, {@code .} and {@code _}, a letter first, with {@code .*} or {@code
 * .#} behind them for their subcounters; any other name stands between single quotes. {@code
 * duration} is the length of the granularity period, {@code sum(X)} the sum of a list, {@code
 * mean(X)} the mean of a histogram. Confine to one thread.
 */
final class FormulaParser {

  private static final int DEEPEST = 100;

  private final String text;
  private final Function<CounterRef, Dimension> units;
  private int at;
  private int depth;

  private FormulaParser(String text, Function<CounterRef, Dimension> units) {
    this.text = text;
    this.units = units;
  }

  /**
   * Returns the formula written as {@code text}.
   *
   * @param units tells what a counter measures
   * @throws IllegalArgumentException if it is none, or adds what does not measure the same
   */
  static Formula parse(String text, Function<CounterRef, Dimension> units) {
    FormulaParser parser = new FormulaParser(text, units);
    Formula formula = parser.sum();
    if (parser.peek() != 0) {
      throw parser.wrong("an operator or the end");
    }
    return formula;
  }

  private Formula sum() {
    if (++depth > DEEPEST) {
      throw wrong("fewer brackets");
    }
    Formula left = product();
    for (char next = peek(); next == '+' || next == '-'; next = peek()) {
      at++;
      Formula right = product();
      if (!left.powers().equals(right.powers())) {
        throw new IllegalArgumentException(
            "formula '%s' adds %s and %s up to character %d"
                .formatted(
                    text, new Dimension(1, left.powers()), new Dimension(1, right.powers()), at));
      }
      left = new Formula.Both(next, left, right);
    }
    depth--;
    return left;
  }

  private Formula product() {
    Formula left = factor();
    for (char next = peek(); next == '*' || next == '/'; next = peek()) {
      at++;
      left = new Formula.Both(next, left, factor());
    }
    return left;
  }

  private Formula factor() {
    char next = peek();
    if (next == '(') {
      at++;
      Formula inner = sum();
      expect(')');
      return inner;
    }
    if (next >= '0' && next <= '9') {
      return number();
    }
    if (next == '\'') {
      return counter(name(), CounterRef.Take.VALUE);
    }
    String word = name();
    return switch (word) {
      case "duration" -> new Formula.Period();
      case "sum" -> list(CounterRef.Take.SUM);
      case "mean" -> list(CounterRef.Take.MEAN);
      default -> counter(word, CounterRef.Take.VALUE);
    };
  }

  private Formula list(CounterRef.Take take) {
    expect('(');
    Formula formula = counter(name(), take);
    expect(')');
    return formula;
  }

  private Formula counter(String name, CounterRef.Take take) {
    CounterRef counter = CounterRef.of(name, take);
    return new Formula.Counter(counter, units.apply(counter));
  }

  private Formula number() {
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return new Formula.Constant(Double.parseDouble(text.substring(from, at)));
    } catch (NumberFormatException e) {
      throw wrong("a number such as 0.1");
    }
  }

  private String name() {
    if (peek() == '\'') {
      int close = text.indexOf('\'', at + 1);
      if (close <= at + 1) {
        throw wrong("a name and a second quote");
      }
      String name = text.substring(at + 1, close);
      at = close + 1;
      return name;
    }
    if (!Character.isLetter(peek())) {
      throw wrong("a counter, a number or a bracket");
    }
    int from = at;
    while (at < text.length() && inName(text.charAt(at))) {
      at++;
    }
    if (text.charAt(at - 1) == '.'
        && at < text.length()
        && (text.charAt(at) == '*' || text.charAt(at) == '#')) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_';
  }

  private void expect(char bracket) {
    if (peek() != bracket) {
      throw wrong("'" + bracket + "'");
    }
    at++;
  }

  /** Returns the next character that is no blank, which becomes the current; 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "formula '%s' must have %s at character %d".formatted(text, wanted, at + 1));
  }
}
