package dev.qoe.plugin.pm;

import java.util.Map;
import java.util.function.Consumer;

/**
 * A formula over counters, with what its result measures.
 *
 * <p>It computes in base units: bits, seconds, plain shares. What a counter that is missing is part
 * of, is missing. Immutable.
 */
sealed interface Formula {

  /** The values of counters that a formula is computed from. */
  interface Values {

    /** Returns the value of a counter in its own unit; NaN if it is missing. */
    double of(CounterRef counter);

    /** Returns how long the granularity period was, in seconds; NaN if that is not known. */
    double seconds();
  }

  /** Returns the result in base units; NaN if it is missing. */
  double value(Values values);

  /** Returns what the result measures; its factor is 1. */
  Map<String, Integer> powers();

  /** Shows all counters that it needs. */
  void counters(Consumer<CounterRef> visitor);

  /** A number. */
  record Constant(double number) implements Formula {
    @Override
    public double value(Values values) {
      return number;
    }

    @Override
    public Map<String, Integer> powers() {
      return Map.of();
    }

    @Override
    public void counters(Consumer<CounterRef> visitor) {}
  }

  /** The length of the granularity period. */
  record Period() implements Formula {
    @Override
    public double value(Values values) {
      return values.seconds();
    }

    @Override
    public Map<String, Integer> powers() {
      return Dimension.SECONDS.powers();
    }

    @Override
    public void counters(Consumer<CounterRef> visitor) {}
  }

  /** A counter, of a unit. */
  record Counter(CounterRef counter, Dimension dimension) implements Formula {
    @Override
    public double value(Values values) {
      return values.of(counter) * dimension.factor();
    }

    @Override
    public Map<String, Integer> powers() {
      return dimension.powers();
    }

    @Override
    public void counters(Consumer<CounterRef> visitor) {
      visitor.accept(counter);
    }
  }

  /** Two formulas and what is done with them. */
  record Both(char operator, Formula left, Formula right) implements Formula {
    @Override
    public double value(Values values) {
      double one = left.value(values);
      double other = right.value(values);
      return switch (operator) {
        case '+' -> one + other;
        case '-' -> one - other;
        case '*' -> one * other;
        case '/' -> other == 0 ? Double.NaN : one / other;
        default -> throw new IllegalStateException("no operator: " + operator);
      };
    }

    @Override
    public Map<String, Integer> powers() {
      Dimension one = new Dimension(1, left.powers());
      Dimension other = new Dimension(1, right.powers());
      return switch (operator) {
        case '*' -> one.times(other).powers();
        case '/' -> one.over(other).powers();
        default -> left.powers();
      };
    }

    @Override
    public void counters(Consumer<CounterRef> visitor) {
      left.counters(visitor);
      right.counters(visitor);
    }
  }
}
