package dev.qoe.core.service.voice;

import dev.qoe.core.service.ValidityFlag;
import java.util.Optional;

/**
 * What values a parameter of an E-model may take: its default, the range that the Recommendation
 * permits, and the wider range in which the equations still mean something.
 *
 * <p>Outside the permitted range a score is computed and flagged; outside the computable range the
 * value is refused.
 *
 * <p>Immutable.
 *
 * @param symbol the name in the Recommendation, for example {@code Ppl}
 * @param unit the unit, for example {@code dB}; empty if the parameter is a pure number
 * @param meaning what it is, in words
 * @param defaultValue the Recommendation's default, in {@code unit}
 * @param min the smallest permitted value, inclusive
 * @param max the largest permitted value, inclusive
 * @param lowest the smallest computable value, inclusive
 * @param highest the largest computable value, inclusive
 * @since 0.1
 */
public record ParameterDomain(
    String symbol,
    String unit,
    String meaning,
    double defaultValue,
    double min,
    double max,
    double lowest,
    double highest) {

  /**
   * Creates a domain.
   *
   * @throws IllegalArgumentException unless {@code lowest <= min <= defaultValue <= max <= highest}
   */
  public ParameterDomain {
    if (!(lowest <= min && min <= defaultValue && defaultValue <= max && max <= highest)) {
      throw new IllegalArgumentException(
          "domain of %s is out of order: %s <= %s <= %s <= %s <= %s"
              .formatted(symbol, lowest, min, defaultValue, max, highest));
    }
  }

  /** Returns the permitted range in words, for example {@code 0 to 20 %}. */
  public String permitted() {
    return range(min, max);
  }

  /** Returns the computable range in words, for example {@code 0 to 100 %}. */
  public String computable() {
    return range(lowest, highest);
  }

  /** Returns the symbol with its unit, for example {@code Ppl (%)}. */
  public String label() {
    return unit.isEmpty() ? symbol : symbol + " (" + unit + ")";
  }

  /** Returns {@code value}, which is computable. */
  double check(double value) {
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          "%s (%s) must be %s: %s; the default is %s"
              .formatted(symbol, meaning, computable(), value, plain(defaultValue)));
    }
    return value;
  }

  /** Returns a note if {@code value} lies outside the permitted range. */
  Optional<ValidityFlag> flag(double value) {
    return value >= min && value <= max
        ? Optional.empty()
        : Optional.of(new ValidityFlag(label(), value, permitted()));
  }

  private String range(double from, double to) {
    String numbers = from == to ? plain(from) + " (fixed)" : plain(from) + " to " + plain(to);
    return unit.isEmpty() ? numbers : numbers + " " + unit;
  }

  /** Returns {@code 20} for 20.0 and {@code 4.3} for 4.3. */
  static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
