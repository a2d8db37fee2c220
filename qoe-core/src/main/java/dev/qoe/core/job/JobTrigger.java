package dev.qoe.core.job;

/**
 * What made a job run.
 *
 * @since 0.1
 */
public enum JobTrigger {
  /** It was due. */
  SCHEDULE,
  /** Somebody asked for it. */
  REQUEST,
  /** The attempt before had failed. */
  RETRY
}
