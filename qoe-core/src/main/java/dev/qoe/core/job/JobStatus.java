package dev.qoe.core.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was when it was asked for.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class JobStatus {

  private final String name;
  private final Schedule schedule;
  private final @Nullable Instant next;
  private final @Nullable JobProgress running;
  private final long succeeded;
  private final long failed;
  private final long skipped;
  private final List<JobRun> history;

  JobStatus(
      String name,
      Schedule schedule,
      @Nullable Instant next,
      @Nullable JobProgress running,
      long succeeded,
      long failed,
      long skipped,
      List<JobRun> history) {
    this.name = name;
    this.schedule = schedule;
    this.next = next;
    this.running = running;
    this.succeeded = succeeded;
    this.failed = failed;
    this.skipped = skipped;
    this.history = List.copyOf(history);
  }

  /** Returns the name of the job. */
  public String name() {
    return name;
  }

  /** Returns when it runs. */
  public Schedule schedule() {
    return schedule;
  }

  /** Returns when it runs next, as scheduled or to try again; empty if it runs only when asked. */
  public Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  /** Returns how far it is, if it runs. */
  public Optional<JobProgress> running() {
    return Optional.ofNullable(running);
  }

  /** Returns how many runs succeeded. */
  public long succeeded() {
    return succeeded;
  }

  /** Returns how many attempts failed. */
  public long failed() {
    return failed;
  }

  /**
   * Returns how often it was due but left out: while it still ran or waited to be tried again, or
   * because the time had passed before the service could see it.
   */
  public long skipped() {
    return skipped;
  }

  /** Returns the last runs, the newest first. */
  public List<JobRun> history() {
    return history;
  }

  /** Returns the last run, if there was one. */
  public Optional<JobRun> last() {
    return history.stream().findFirst();
  }

  /** Returns for example {@code retention: 3 succeeded, 1 failed, 0 skipped}. */
  @Override
  public String toString() {
    return "%s: %d succeeded, %d failed, %d skipped".formatted(name, succeeded, failed, skipped);
  }
}
