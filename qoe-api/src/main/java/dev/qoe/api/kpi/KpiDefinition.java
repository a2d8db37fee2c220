package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Set;

/**
 * What an indicator means: its unit, its bounds and what its values are worth.
 *
 * <p>Values are in {@code unit}; percent is only for show. Immutable.
 *
 * @param kpi its identity
 * @param name what people call it, for example {@code packet loss}
 * @param description what it says, in a sentence
 * @param unit the unit of its values and bounds
 * @param displayUnit the unit in which people see it; converts from {@code unit}
 * @param domain the domain it belongs to
 * @param subdomain the name of the group it is judged in
 * @param kind how its values come about
 * @param min the lowest value of its scale, in {@code unit}
 * @param max the highest value of its scale, in {@code unit}
 * @param optimal the value from which on it cannot be better, in {@code unit}
 * @param direction which values are better
 * @param impact how much it weighs within its subdomain
 * @param curve what its values are worth
 * @param staleness how long a value tells anything, {@code > 0}
 * @param source the standard that defines it
 * @param measurement how it is measured or computed; may be empty
 * @since 0.1
 */
public record KpiDefinition(
    Kpi kpi,
    String name,
    String description,
    Unit unit,
    Unit displayUnit,
    Domain domain,
    String subdomain,
    KpiKind kind,
    double min,
    double max,
    double optimal,
    Direction direction,
    ImpactLevel impact,
    UtilityCurve curve,
    Duration staleness,
    String source,
    String measurement) {

  /** Units that say nothing beside the indicator's name. */
  private static final Set<String> BARE =
      Set.of("ratio", "index", "flag", "count", "generation", "score", "MOS", "R");

  /**
   * Creates a definition.
   *
   * @throws IllegalArgumentException if the name is blank, unless {@code min < max} and {@code min
   *     <= optimal <= max}, if {@code staleness <= 0} or if the display unit is of another quantity
   */
  public KpiDefinition {
    String what = " of KPI '" + kpi + "'";
    Checks.notBlank(name, "name" + what);
    Checks.notBlank(subdomain, "subdomain" + what);
    Checks.finite(min, "min" + what);
    Checks.finite(max, "max" + what);
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "min%s must be below max: %s to %s".formatted(what, min, max));
    }
    Checks.within(optimal, min, max, "optimal" + what);
    if (staleness.isNegative() || staleness.isZero()) {
      throw new IllegalArgumentException("staleness%s must be > 0: %s".formatted(what, staleness));
    }
    if (!unit.convertsTo(displayUnit)) {
      throw new IllegalArgumentException(
          "display unit '%s'%s is of another quantity than its unit '%s'"
              .formatted(displayUnit, what, unit));
    }
  }

  /** Returns {@code value} as people see it, for example {@code 32 %}. */
  public String show(double value) {
    double shown = unit.convert(value, displayUnit);
    boolean percent = displayUnit.equals(Unit.PERCENT);
    String number =
        digits(shown, percent ? Math.min(Math.abs(shown), Math.abs(100 - shown)) : shown);
    String spoken = spokenUnit();
    return spoken.isEmpty() ? number : number + " " + spoken;
  }

  /** Returns the display unit as it is written beside a number; empty if it says nothing there. */
  public String spokenUnit() {
    return BARE.contains(displayUnit.symbol()) ? "" : displayUnit.symbol();
  }

  /**
   * Returns a number with as many digits as it deserves: whole from 100 on, one decimal place from
   * 1 on, else two digits that count.
   *
   * @param size what decides how many; of a share near 100 % that is what it lacks
   */
  private static String digits(double shown, double size) {
    if (!Double.isFinite(shown)) {
      return Double.toString(shown);
    }
    double magnitude = Math.abs(size);
    BigDecimal exact = BigDecimal.valueOf(shown);
    int places =
        magnitude >= 100
            ? 0
            : magnitude >= 1 || magnitude == 0 ? 1 : 1 - (int) Math.floor(Math.log10(magnitude));
    return exact.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
