package dev.qoe.core.job;

/**
 * A piece of work in the background.
 *
 * <p>It is never run twice at a time. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Job {

  /**
   * Does the work. It may block; it should end soon once it {@linkplain JobContext#cancelled is
   * cancelled}, of which its thread is also interrupted.
   *
   * @return what was done, in a few words, for example {@code 12 partitions removed}
   * @throws Exception if the work could not be done; it may be tried again
   */
  String run(JobContext context) throws Exception;
}
