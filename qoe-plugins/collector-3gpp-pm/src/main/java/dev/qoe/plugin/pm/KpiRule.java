package dev.qoe.plugin.pm;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Set;

/**
 * How an indicator is made of counters.
 *
 * @param kpi the indicator
 * @param objects the classes of objects that it is made for, for example {@code NRCellDU}; empty
 *     for all
 * @param groups the names of groups that its counters may come from; empty for all
 * @param result what it makes
 * @param counters all counters that it needs
 */
record KpiRule(
    Kpi kpi, Set<String> objects, Set<String> groups, Result result, List<CounterRef> counters) {

  KpiRule {
    objects = Set.copyOf(objects);
    groups = Set.copyOf(groups);
    counters = List.copyOf(counters);
  }

  /** What a rule makes. */
  sealed interface Result {}

  /**
   * A value.
   *
   * @param unit the unit that it is told in
   */
  record Value(Formula formula, Unit unit, double factor) implements Result {}

  /** A share as its two parts. */
  record Ratio(Formula numerator, Formula denominator) implements Result {}

  /**
   * A histogram.
   *
   * @param bounds the bounds of the bins that the counter's list counts in
   */
  record Histogram(CounterRef counter, List<Double> bounds) implements Result {
    Histogram {
      bounds = List.copyOf(bounds);
    }
  }

  /** Returns whether the rule is for objects of a class. */
  boolean isFor(String objectClass) {
    return objects.isEmpty() || objects.contains(objectClass);
  }
}
