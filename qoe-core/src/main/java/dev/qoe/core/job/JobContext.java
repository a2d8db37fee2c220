package dev.qoe.core.job;

import java.time.Instant;

/**
 * What a run of a job knows of itself, and where it tells how far it is.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface JobContext {

  /** Returns when the run was due; when it was asked for if it was not scheduled. */
  Instant due();

  /** Returns the current time of the service. */
  Instant now();

  /** Returns which attempt this is: 1, and one more for each retry. */
  int attempt();

  /** Returns whether the run should end. */
  boolean cancelled();

  /**
   * Tells how far the run is.
   *
   * @param done the share that is done, cut to 0 to 1; NaN if it is not known
   * @param doing what is done now, in a few words
   */
  void progress(double done, String doing);
}
