package dev.qoe.core.engine;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.sum.ExactSum;

/**
 * What the hot path needs of an indicator's definition, worked out once and shared by all its
 * series. Immutable.
 */
final class Meaning {

  final KpiDefinition definition;
  final long stalenessMicros;
  final boolean summed;
  private final double lowest;
  private final double highest;

  Meaning(KpiDefinition definition) {
    this.definition = definition;
    this.stalenessMicros = Micros.of(definition.staleness());
    this.summed = definition.kind() == KpiKind.DELTA;
    boolean ratio = definition.unit().equals(Unit.RATIO);
    this.lowest = ratio ? 0 : -ExactSum.MAX_TERM;
    this.highest = ratio ? 1 : ExactSum.MAX_TERM;
  }

  /** Returns whether the value may be taken; NaN may not. */
  boolean accepts(double value) {
    return value >= lowest && value <= highest;
  }
}
