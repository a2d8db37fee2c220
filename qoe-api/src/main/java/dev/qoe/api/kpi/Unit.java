package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A unit of measure and how it relates to others of its quantity.
 *
 * <p>Prefixes are those of SI: kilo is 1,000. Immutable.
 *
 * @param symbol how it is written, for example {@code Mbit/s}
 * @param quantity what it measures, for example {@code data rate}; units of one quantity convert
 * @param inBase how many base units of the quantity one of it is, {@code > 0}
 * @since 0.1
 */
public record Unit(String symbol, String quantity, double inBase) {

  private static final Map<String, Unit> KNOWN = known();

  /** The unit that the indicator itself declares. */
  public static final Unit DECLARED = new Unit("(declared)", "(declared)", 1);

  /** A share of a whole, 0 to 1. */
  public static final Unit RATIO = of("ratio");

  /** Hundredths of a whole; shown to people, stored as a ratio. */
  public static final Unit PERCENT = of("%");

  /**
   * Creates a unit.
   *
   * @throws IllegalArgumentException if symbol or quantity is blank or {@code !(inBase > 0)}
   */
  public Unit {
    Checks.notBlank(symbol, "symbol of a unit");
    Checks.notBlank(quantity, "quantity of unit '" + symbol + "'");
    Checks.within(inBase, Double.MIN_VALUE, Double.MAX_VALUE, "factor of unit '" + symbol + "'");
  }

  /** Returns the unit written as {@code symbol}; one not known measures a quantity of its own. */
  public static Unit of(String symbol) {
    Unit unit = KNOWN.get(symbol);
    return unit != null ? unit : new Unit(symbol, symbol, 1);
  }

  /** Returns whether values in this unit can be told in {@code other}. */
  public boolean convertsTo(Unit other) {
    return quantity.equals(other.quantity);
  }

  /**
   * Returns {@code value} of this unit in {@code target}.
   *
   * @throws IllegalArgumentException if {@code !convertsTo(target)}
   */
  public double convert(double value, Unit target) {
    if (!convertsTo(target)) {
      throw new IllegalArgumentException(
          "a value in '%s' (%s) cannot be told in '%s' (%s)"
              .formatted(symbol, quantity, target.symbol, target.quantity));
    }
    return inBase < target.inBase
        ? value / (target.inBase / inBase)
        : value * (inBase / target.inBase);
  }

  @Override
  public String toString() {
    return symbol;
  }

  private static Map<String, Unit> known() {
    Map<String, Unit> units = new LinkedHashMap<>();
    add(units, "ratio", Map.of("ratio", 1.0, "%", 0.01, "ppm", 1e-6));
    add(
        units,
        "time",
        Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "ns", 1e-9, "min", 60.0, "h", 3600.0));
    add(
        units,
        "data rate",
        Map.of(
            "bit/s", 1.0, "kbit/s", 1e3, "Mbit/s", 1e6, "Gbit/s", 1e9, "B/s", 8.0, "kB/s", 8e3,
            "MB/s", 8e6));
    add(
        units,
        "data",
        Map.of(
            "bit", 1.0, "B", 8.0, "kB", 8e3, "MB", 8e6, "GB", 8e9, "KiB", 8192.0, "MiB",
            8388608.0));
    add(units, "length", Map.of("m", 1.0, "km", 1e3, "cm", 1e-2, "mm", 1e-3));
    add(units, "speed", Map.of("m/s", 1.0, "km/h", 1 / 3.6));
    add(units, "frequency", Map.of("Hz", 1.0, "kHz", 1e3, "MHz", 1e6, "GHz", 1e9));
    add(units, "event rate", Map.of("1/s", 1.0, "1/min", 1 / 60.0, "1/h", 1 / 3600.0));
    add(units, "voltage", Map.of("V", 1.0, "mV", 1e-3));
    add(units, "current", Map.of("A", 1.0, "mA", 1e-3));
    add(units, "power", Map.of("W", 1.0, "mW", 1e-3, "kW", 1e3));
    return Map.copyOf(units);
  }

  private static void add(Map<String, Unit> units, String quantity, Map<String, Double> symbols) {
    symbols.forEach((symbol, factor) -> units.put(symbol, new Unit(symbol, quantity, factor)));
  }
}
