package dev.qoe.sim.experiment;

/**
 * Several things that one simulation measures, in one replication at one point; see {@link
 * Measure}.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Measures {

  /**
   * Returns the measured values, finite, in the order of their names.
   *
   * @throws Exception if they cannot be measured; this ends the run
   */
  double[] of(Trial trial) throws Exception;
}
