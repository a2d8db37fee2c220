package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;

/**
 * What a parameter may be: a {@link Range}, {@link Numbers} one by one, or a {@link Choice}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface Domain permits Range, Numbers, Choice {

  /** The unit of counts and choices. */
  Unit NO_UNIT = new Unit("1", "count", 1);

  /** Returns the unit of its levels. */
  Unit unit();

  /** Returns whether its levels are numbers. */
  boolean isNumeric();

  /**
   * Returns how many levels a grid has of it, {@code >= 1}.
   *
   * @throws IllegalArgumentException if it is a range without a step
   */
  long size();

  /**
   * Returns a level of the grid.
   *
   * @param index 0 (inclusive) to {@link #size()} (exclusive)
   */
  Level level(long index);

  /**
   * Returns the level at a share of the way through it; steps of a range do not matter.
   *
   * @param share 0 (inclusive) to 1 (inclusive)
   */
  Level at(double share);
}
