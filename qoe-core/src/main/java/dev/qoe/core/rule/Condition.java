package dev.qoe.core.rule;

import dev.qoe.api.kpi.Kpi;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to hold for a rule to find trouble: thresholds on indicators, joined by all, any and
 * not.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface Condition {

  /** Returns the indicators it looks at, in the order in which they are written. */
  Set<Kpi> kpis();

  /**
   * A bound on the mean of an indicator.
   *
   * @param kpi which indicator
   * @param comparison on which side of the limit the trouble lies
   * @param limit the bound, in the indicator's unit, finite
   * @param hysteresis how far the value has to come back over the limit before the condition no
   *     longer holds once it has held, in the indicator's unit, {@code >= 0}
   * @param over the span of event time whose mean is compared; zero compares the latest value
   */
  record Threshold(Kpi kpi, Comparison comparison, double limit, double hysteresis, Duration over)
      implements Condition {
    /**
     * Creates a threshold.
     *
     * @throws IllegalArgumentException if a number is not finite, the hysteresis or the span
     *     negative
     */
    public Threshold {
      if (!Double.isFinite(limit) || !(hysteresis >= 0 && Double.isFinite(hysteresis))) {
        throw new IllegalArgumentException(
            "limit and hysteresis of '%s' must be finite, the latter >= 0: %s, %s"
                .formatted(kpi, limit, hysteresis));
      }
      if (over.isNegative()) {
        throw new IllegalArgumentException(
            "span of '%s' must not be negative: %s".formatted(kpi, over));
      }
    }

    @Override
    public Set<Kpi> kpis() {
      return Set.of(kpi);
    }
  }

  /**
   * Holds if all parts hold.
   *
   * @param parts at least one condition
   */
  record All(List<Condition> parts) implements Condition {
    /** Creates a condition; the list is copied. */
    public All {
      parts = atLeastOne(parts, "all");
    }

    @Override
    public Set<Kpi> kpis() {
      return union(parts);
    }
  }

  /**
   * Holds if any part holds.
   *
   * @param parts at least one condition
   */
  record Any(List<Condition> parts) implements Condition {
    /** Creates a condition; the list is copied. */
    public Any {
      parts = atLeastOne(parts, "any");
    }

    @Override
    public Set<Kpi> kpis() {
      return union(parts);
    }
  }

  /**
   * Holds if its part does not.
   *
   * @param part a condition
   */
  record Not(Condition part) implements Condition {
    @Override
    public Set<Kpi> kpis() {
      return part.kpis();
    }
  }

  /** On which side of a limit trouble lies. */
  enum Comparison {
    /** {@code value > limit}. */
    ABOVE(">", 1, false),
    /** {@code value >= limit}. */
    AT_LEAST(">=", 1, true),
    /** {@code value < limit}. */
    BELOW("<", -1, false),
    /** {@code value <= limit}. */
    AT_MOST("<=", -1, true);

    private final String sign;
    private final int side;
    private final boolean inclusive;

    Comparison(String sign, int side, boolean inclusive) {
      this.sign = sign;
      this.side = side;
      this.inclusive = inclusive;
    }

    /** Returns its mathematical sign. */
    public String sign() {
      return sign;
    }

    /**
     * Returns whether {@code value} lies on the side of trouble.
     *
     * @param slack how far the limit gives way, {@code >= 0}
     */
    public boolean holds(double value, double limit, double slack) {
      double beyond = side * (value - limit) + slack;
      return inclusive ? beyond >= 0 : beyond > 0;
    }
  }

  private static List<Condition> atLeastOne(List<Condition> parts, String word) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("'" + word + "' must hold at least one condition");
    }
    return List.copyOf(parts);
  }

  private static Set<Kpi> union(List<Condition> parts) {
    Set<Kpi> kpis = new LinkedHashSet<>();
    parts.forEach(part -> kpis.addAll(part.kpis()));
    return kpis;
  }
}
