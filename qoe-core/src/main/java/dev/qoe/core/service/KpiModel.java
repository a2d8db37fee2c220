package dev.qoe.core.service;

import dev.qoe.api.kpi.Unit;
import java.util.List;

/**
 * A service model reduced to numbers, so that it can be bound to the indicators of an element and
 * become an indicator itself.
 *
 * <p>A network measures what it measures, and must not be stopped by it: a finite number outside
 * what a model can take counts as the nearest that it can. Implementations hold no state and
 * allocate nothing when they score. Thread-safe.
 *
 * @since 0.1
 */
public interface KpiModel {

  /** Returns what it computes and by which standard, in a line. */
  String title();

  /** Returns the units in which it takes its inputs, in their order. */
  List<Unit> inputUnits();

  /** Returns the unit of its result. */
  Unit outputUnit();

  /**
   * Returns the result, finite for finite inputs; throws for none of them.
   *
   * @param inputs as many numbers as there are input units, in these units
   */
  double score(double[] inputs);
}
