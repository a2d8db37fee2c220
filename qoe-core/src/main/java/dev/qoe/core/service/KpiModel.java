package dev.qoe.core.service;

import dev.qoe.api.kpi.Unit;
import java.util.List;

/**
 * A service model reduced to numbers, so that it can be bound to the indicators of an element and
 * become an indicator itself.
 *
 * <p>Implementations hold no state and allocate nothing when they score. Thread-safe.
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
   * Returns the result, finite for finite inputs.
   *
   * @param inputs as many numbers as there are input units, in these units
   */
  double score(double[] inputs);
}
