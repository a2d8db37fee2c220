package dev.qoe.plugin.pm;

import dev.qoe.api.kpi.Unit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a number measures, as powers of quantities, and how many base units one of it is.
 *
 * <p>Counters of one kind are added, of any kind divided; what comes out can be checked against the
 * unit that an indicator has. A share has no power at all.
 *
 * @param factor how many base units one is, {@code > 0}
 * @param powers the powers of quantities, none of them 0
 */
record Dimension(double factor, Map<String, Integer> powers) {

  /** A plain number. */
  static final Dimension NONE = new Dimension(1, Map.of());

  /** Volumes that counters are in and that are no units of indicators. */
  private static final Map<String, Double> BITS = Map.of("kbit", 1e3, "Mbit", 1e6, "Gbit", 1e9);

  /** Seconds. */
  static final Dimension SECONDS = of("s");

  Dimension {
    powers = Map.copyOf(powers);
  }

  /** Returns what a unit measures: one that is known, or two of them with a slash between. */
  static Dimension of(String symbol) {
    Double bits = BITS.get(symbol);
    if (bits != null) {
      return new Dimension(bits, of("bit").powers());
    }
    Unit unit = Unit.of(symbol);
    int slash = symbol.indexOf('/');
    boolean known = !unit.quantity().equals(symbol);
    if (!known && slash > 0 && slash < symbol.length() - 1) {
      return of(symbol.substring(0, slash)).over(of(symbol.substring(slash + 1)));
    }
    Map<String, Integer> powers =
        switch (unit.quantity()) {
          case "ratio" -> Map.of();
          case "data rate" -> Map.of("data", 1, "time", -1);
          case "event rate", "frequency" -> Map.of("time", -1);
          case "speed" -> Map.of("length", 1, "time", -1);
          default -> Map.of(unit.quantity(), 1);
        };
    return new Dimension(unit.inBase(), powers);
  }

  /** Returns whether both measure the same. */
  boolean sameAs(Dimension other) {
    return powers.equals(other.powers);
  }

  Dimension times(Dimension other) {
    return combined(other, 1);
  }

  Dimension over(Dimension other) {
    return combined(other, -1);
  }

  private Dimension combined(Dimension other, int sign) {
    Map<String, Integer> sum = new TreeMap<>(powers);
    other.powers.forEach((quantity, power) -> sum.merge(quantity, sign * power, Integer::sum));
    sum.values().removeIf(power -> power == 0);
    return new Dimension(sign > 0 ? factor * other.factor : factor / other.factor, sum);
  }

  /** Returns for example {@code data / time}; {@code a plain number} if it has no power. */
  @Override
  public String toString() {
    if (powers.isEmpty()) {
      return "a plain number";
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(powers)
        .forEach(
            (quantity, power) ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(quantity)
                    .append(power == 1 ? "" : "^" + power));
    return text.toString();
  }
}
