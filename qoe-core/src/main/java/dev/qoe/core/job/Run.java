package dev.qoe.core.job;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A run of a job under way. Thread-safe. */
final class Run implements JobContext {

  private final InstantSource clock;
  private final long id;
  private final JobTrigger trigger;
  private final int attempt;
  private final Instant due;
  private Instant started;
  private @Nullable Thread thread;
  private boolean cancelled;
  private double done = Double.NaN;
  private String doing = "";

  Run(InstantSource clock, long id, JobTrigger trigger, int attempt, Instant due) {
    this.clock = clock;
    this.id = id;
    this.trigger = trigger;
    this.attempt = attempt;
    this.due = due;
    this.started = clock.instant();
  }

  @Override
  public Instant due() {
    return due;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelled;
  }

  @Override
  public synchronized void progress(double share, String what) {
    done = Math.min(1, Math.max(0, share));
    doing = what;
  }

  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Says that the calling thread does the work; returns false if it was cancelled before. */
  synchronized boolean begin() {
    thread = Thread.currentThread();
    started = clock.instant();
    return !cancelled;
  }

  /** Says that the work is over, after which the thread is not interrupted any more. */
  synchronized void end() {
    thread = null;
  }

  synchronized JobProgress snapshot() {
    return new JobProgress(id, trigger, attempt, started, done, doing, cancelled);
  }

  long id() {
    return id;
  }

  synchronized JobRun ended(String job, JobOutcome outcome, String text) {
    return new JobRun(id, job, trigger, attempt, due, started, clock.instant(), outcome, text);
  }
}
