package dev.qoe.sim.experiment;

import java.util.Objects;

/**
 * A parameter that an experiment varies.
 *
 * <p>Immutable.
 *
 * @param name not blank
 * @param domain what it may be
 * @since 0.1
 */
public record Parameter(String name, Domain domain) {

  /**
   * Creates a parameter.
   *
   * @throws IllegalArgumentException if {@code name} is blank
   */
  public Parameter {
    Checks.name("parameter", name);
    Objects.requireNonNull(domain);
  }

  /** Returns for example {@code delay, 0 to 100 ms by 5}. */
  @Override
  public String toString() {
    return name + ", " + domain;
  }
}
