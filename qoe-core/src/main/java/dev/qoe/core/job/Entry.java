package dev.qoe.core.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job with its plan and its past. Guarded by the lock of its service. */
final class Entry {

  /** How many times that have passed are counted one by one. */
  private static final int MOST_MISSED = 10_000;

  private final JobSpec spec;
  private final int historySize;
  private final ArrayDeque<JobRun> history = new ArrayDeque<>();
  private @Nullable Instant due;
  private @Nullable Instant retryAt;
  private @Nullable JobRun retried;
  private @Nullable Run running;
  private long succeeded;
  private long failed;
  private long skipped;

  Entry(JobSpec spec, int historySize, Instant now) {
    this.spec = spec;
    this.historySize = historySize;
    this.due = spec.schedule().next(now).orElse(null);
  }

  JobSpec spec() {
    return spec;
  }

  @Nullable Run running() {
    return running;
  }

  @Nullable Instant next() {
    return due == null || (retryAt != null && retryAt.isBefore(due)) ? retryAt : due;
  }

  boolean isDue(Instant now) {
    Instant next = next();
    return next != null && !next.isAfter(now);
  }

  void skip() {
    skipped++;
  }

  /** Returns the run that is due by now, or null if it is left out. */
  @Nullable Run takeDue(Instant now, RunFactory runs) {
    Instant retry = retryAt;
    JobRun before = retried;
    if (retry != null && before != null && !retry.isAfter(now)) {
      retryAt = null;
      return start(runs.run(JobTrigger.RETRY, before.attempt() + 1, before.due()));
    }
    Instant at = latestDue(now);
    if (running != null || retryAt != null) {
      skipped++;
      return null;
    }
    return start(runs.run(JobTrigger.SCHEDULE, 1, at));
  }

  /** Starts a run that somebody asked for. */
  Run request(Instant now, RunFactory runs) {
    retryAt = null;
    return start(runs.run(JobTrigger.REQUEST, 1, now));
  }

  /** Cancels the run and the retry; returns whether there was one. */
  boolean cancel() {
    boolean waited = retryAt != null;
    retryAt = null;
    if (running != null) {
      running.cancel();
    }
    return waited || running != null;
  }

  void ended(JobRun run, Instant now) {
    running = null;
    history.addFirst(run);
    if (history.size() > historySize) {
      history.removeLast();
    }
    switch (run.outcome()) {
      case SUCCEEDED -> succeeded++;
      case FAILED -> {
        failed++;
        if (run.attempt() < spec.retry().attempts()) {
          retried = run;
          retryAt = now.plus(spec.retry().after(run.attempt()));
        }
      }
      case CANCELLED -> {}
    }
  }

  JobStatus status() {
    return new JobStatus(
        spec.name(),
        spec.schedule(),
        next(),
        running == null ? null : running.snapshot(),
        succeeded,
        failed,
        skipped,
        List.copyOf(history));
  }

  /** Makes a run with the next number. */
  interface RunFactory {
    Run run(JobTrigger trigger, int attempt, Instant due);
  }

  private Run start(Run run) {
    running = run;
    return run;
  }

  /**
   * Returns the latest time that is due, plans the next, and counts those in between as skipped.
   */
  private Instant latestDue(Instant now) {
    Instant latest = due == null ? now : due;
    for (int i = 0; i < MOST_MISSED; i++) {
      Instant next = spec.schedule().next(latest).orElse(null);
      if (next == null || next.isAfter(now)) {
        due = next;
        return latest;
      }
      latest = next;
      skipped++;
    }
    due = spec.schedule().next(now).orElse(null);
    return latest;
  }
}
