package dev.qoe.sim.experiment;

/**
 * Is told how far a run has come, after every replication.
 *
 * <p>Calls come one at a time, but from several threads. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ProgressListener {

  /** Takes notice; must return soon, for the run waits. */
  void progress(Progress progress);

  /** Returns a listener that does nothing. */
  static ProgressListener silent() {
    return progress -> {};
  }
}
