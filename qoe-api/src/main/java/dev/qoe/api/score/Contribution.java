package dev.qoe.api.score;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.Locale;

/**
 * How many points of a score one indicator of one element cost.
 *
 * <p>Immutable.
 *
 * @param element where the indicator was read
 * @param kpi which indicator
 * @param name what people call it
 * @param value its value, in its unit
 * @param utility what that value is worth by itself, 0 to 100
 * @param points what it cost the score, 0 to 100
 * @param detail value and wish as people see them, for example {@code 32 %, wanted at most 1 %}
 * @since 0.1
 */
public record Contribution(
    ElementPath element,
    Kpi kpi,
    String name,
    double value,
    double utility,
    double points,
    String detail) {

  /** Returns for example {@code packet loss -41.2 (32 %, wanted at most 1 %)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.1f (%s)", name, 0.0 - points, detail);
  }
}
