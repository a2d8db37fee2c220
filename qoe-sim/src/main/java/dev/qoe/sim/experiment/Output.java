package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import java.util.Objects;

/**
 * The name of a measure and the unit of its values.
 *
 * <p>Immutable.
 *
 * @param name not blank
 * @param unit the values' unit
 * @since 0.1
 */
public record Output(String name, Unit unit) {

  /**
   * Creates an output.
   *
   * @throws IllegalArgumentException if {@code name} is blank
   */
  public Output {
    Checks.name("measure", name);
    Objects.requireNonNull(unit);
  }

  /** Returns an output without a unit, such as a MOS. */
  public static Output of(String name) {
    return new Output(name, Domain.NO_UNIT);
  }
}
