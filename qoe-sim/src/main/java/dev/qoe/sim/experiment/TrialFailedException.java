package dev.qoe.sim.experiment;

/**
 * Tells that a measure failed: which point, which replication and which seed, so that it can be run
 * again alone.
 *
 * @since 0.1
 */
public final class TrialFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says where it was, and the cause. */
  TrialFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates an exception with a message that says where it was and what was wrong. */
  TrialFailedException(String message) {
    super(message);
  }
}
