package dev.qoe.sim.experiment;

/**
 * What is measured in one replication at one point.
 *
 * <p>May be called on several threads at once, so it must keep its state to itself and take chance
 * from {@link Trial#random} only; then the same seed gives the same bytes. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Measure {

  /**
   * Returns the measured value, finite.
   *
   * @throws Exception if it cannot be measured; this ends the run
   */
  double of(Trial trial) throws Exception;
}
