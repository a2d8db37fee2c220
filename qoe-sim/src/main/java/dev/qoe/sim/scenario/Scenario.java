package dev.qoe.sim.scenario;

import java.io.IOException;

/**
 * A simulation that was read and found correct, ready to run.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Scenario {

  /**
   * Runs it: writes its figures as lines, and files into the run's folder if there is one. The same
   * scenario and seed give the same bytes, whatever the number of threads, manifests excepted.
   *
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread is interrupted while it waits for others
   */
  void run(ScenarioRun run) throws IOException, InterruptedException;
}
