package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;

/**
 * What a parameter is set to at one point of a design.
 *
 * <p>Immutable.
 *
 * @param number the value in {@code unit}; of a choice its index, from 0
 * @param label how it is written, without the unit
 * @param unit the unit of the parameter
 * @since 0.1
 */
public record Level(double number, String label, Unit unit) {

  static Level of(double number, Unit unit) {
    return new Level(number, Checks.plain(number), unit);
  }

  /** Returns for example {@code 20 ms}. */
  @Override
  public String toString() {
    return unit.equals(Domain.NO_UNIT) ? label : label + " " + unit;
  }
}
