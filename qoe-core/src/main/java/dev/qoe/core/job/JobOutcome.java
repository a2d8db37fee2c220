package dev.qoe.core.job;

/**
 * How a run of a job ended.
 *
 * @since 0.1
 */
public enum JobOutcome {
  /** The work was done. */
  SUCCEEDED,
  /** The work could not be done. */
  FAILED,
  /** It was ended before the work was done. */
  CANCELLED
}
