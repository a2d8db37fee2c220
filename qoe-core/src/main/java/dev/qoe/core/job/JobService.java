package dev.qoe.core.job;

import dev.qoe.core.config.Nearest;
import dev.qoe.core.internal.Checks;
import dev.qoe.core.meter.Health;
import dev.qoe.core.meter.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The service of work in the background: it runs jobs when they are due, one run of a job at a
 * time, and remembers what came of them.
 *
 * <p>A {@linkplain #start live} service has threads of its own, which {@link #close} ends. A
 * {@linkplain #manual manual} one has none: jobs run, in the order of their times and names, on the
 * thread that calls {@link #runDue}, so with a clock that is set by hand everything is told by the
 * calls alone. A job that is due while it still runs, or waits to be tried again, is left out and
 * counted; of several times that have passed unseen only the latest is made up for. Thread-safe.
 *
 * @since 0.1
 */
public final class JobService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobService.class);
  private static final int DEFAULT_HISTORY = 50;

  /** How long the timer sleeps at most, so that it sees a wall clock that was put forward. */
  private static final long LONGEST_SLEEP_MILLIS = 1_000;

  private static final long LONGEST_END_MILLIS = 10_000;

  private final Object lock = new Object();
  private final InstantSource clock;
  private final Executor workers;
  private final @Nullable ExecutorService pool;
  private final @Nullable Thread timer;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private long runs;
  private boolean closed;
  private Health health;

  private JobService(InstantSource clock, int threads) {
    this.clock = clock;
    this.health = Health.healthy(clock.instant());
    if (threads == 0) {
      pool = null;
      timer = null;
      workers = Runnable::run;
    } else {
      pool = Executors.newFixedThreadPool(threads, JobService::thread);
      workers = pool;
      timer = thread(this::watch);
      timer.start();
    }
  }

  /**
   * Starts a service with threads of its own.
   *
   * @param clock what tells the time
   * @param threads how many jobs may run at a time, 1 to 64
   * @throws IllegalArgumentException if {@code threads} is out of its range
   */
  public static JobService start(InstantSource clock, int threads) {
    return new JobService(clock, Checks.between("threads of a job service", threads, 1, 64));
  }

  /** Returns a service without threads, whose jobs run when {@link #runDue} is called. */
  public static JobService manual(InstantSource clock) {
    return new JobService(clock, 0);
  }

  /**
   * Adds a job, which first runs when it is next due.
   *
   * @throws IllegalArgumentException if there is a job of that name
   * @throws IllegalStateException if the service is closed
   */
  public void add(JobSpec job) {
    synchronized (lock) {
      checkOpen();
      if (entries.containsKey(job.name())) {
        throw new IllegalArgumentException(
            "name of a job must be unique: '%s' (remove the other one first)"
                .formatted(job.name()));
      }
      entries.put(job.name(), new Entry(job, DEFAULT_HISTORY, clock.instant()));
      lock.notifyAll();
    }
  }

  /**
   * Removes a job and cancels its run.
   *
   * @return whether there was one of that name
   */
  public boolean remove(String name) {
    synchronized (lock) {
      Entry entry = entries.remove(name);
      if (entry != null) {
        entry.cancel();
      }
      return entry != null;
    }
  }

  /**
   * Runs a job now, whatever its schedule says: in a live service beside the caller, in a manual
   * one before this returns.
   *
   * @return false if it already runs, which counts as skipped
   * @throws IllegalArgumentException if there is no job of that name
   * @throws IllegalStateException if the service is closed
   */
  public boolean runNow(String name) {
    Entry entry;
    Run run;
    synchronized (lock) {
      checkOpen();
      entry = entry(name);
      if (entry.running() != null) {
        entry.skip();
        return false;
      }
      run = entry.request(clock.instant(), this::newRun);
    }
    launch(entry, run);
    return true;
  }

  /**
   * Cancels the run of a job, whose thread is interrupted, or its wait to be tried again. Does not
   * wait for its end.
   *
   * @return whether there was anything to cancel
   * @throws IllegalArgumentException if there is no job of that name
   */
  public boolean cancel(String name) {
    synchronized (lock) {
      return entry(name).cancel();
    }
  }

  /**
   * Runs, or in a live service starts, all that is due by now.
   *
   * @return how many runs there were
   */
  public int runDue() {
    int count = 0;
    Due next = takeDue();
    while (next != null) {
      launch(next.entry, next.run);
      count++;
      next = takeDue();
    }
    return count;
  }

  /** Returns when a job is due next; with a manual clock this is when to set it to. */
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return entries.values().stream()
          .flatMap(entry -> Optional.ofNullable(entry.next()).stream())
          .min(Instant::compareTo);
    }
  }

  /**
   * Returns a job as it is now.
   *
   * @throws IllegalArgumentException if there is no job of that name
   */
  public JobStatus status(String name) {
    synchronized (lock) {
      return entry(name).status();
    }
  }

  /** Returns all jobs as they are now, in the order of their names. */
  public List<JobStatus> jobs() {
    synchronized (lock) {
      return entries.values().stream().map(Entry::status).toList();
    }
  }

  /** Returns whether the last run of every job succeeded; otherwise which did not, and why. */
  public Health health() {
    synchronized (lock) {
      List<String> reasons =
          entries.values().stream()
              .flatMap(entry -> entry.status().last().stream())
              .filter(run -> run.outcome() == JobOutcome.FAILED)
              .map(run -> run.job() + " failed: " + run.text())
              .toList();
      HealthState state = reasons.isEmpty() ? HealthState.HEALTHY : HealthState.DEGRADED;
      health = health.becoming(state, reasons, clock.instant());
      return health;
    }
  }

  /**
   * Cancels what runs and ends the threads. Blocks until runs have ended, at most 10 seconds; a run
   * that does not heed its cancellation is left behind on a daemon thread and named in the log. An
   * interrupt ends the wait and stays set.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      entries.values().forEach(Entry::cancel);
      lock.notifyAll();
    }
    if (pool != null && timer != null) {
      pool.shutdown();
      try {
        timer.join(LONGEST_END_MILLIS);
        if (!pool.awaitTermination(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)) {
          LOG.warn("jobs do not heed their cancellation: {}", running());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Due(Entry entry, Run run) {}

  private @Nullable Due takeDue() {
    synchronized (lock) {
      Instant now = clock.instant();
      while (!closed) {
        Entry entry = earliest(now);
        if (entry == null) {
          return null;
        }
        Run run = entry.takeDue(now, this::newRun);
        if (run != null) {
          return new Due(entry, run);
        }
      }
      return null;
    }
  }

  private @Nullable Entry earliest(Instant now) {
    Entry earliest = null;
    for (Entry entry : entries.values()) {
      Instant next = entry.next();
      if (next == null || !entry.isDue(now)) {
        continue;
      }
      Instant best = earliest == null ? null : earliest.next();
      if (best == null || next.isBefore(best)) {
        earliest = entry;
      }
    }
    return earliest;
  }

  private void launch(Entry entry, Run run) {
    try {
      workers.execute(() -> execute(entry, run));
    } catch (RejectedExecutionException e) {
      LOG.debug("job {} came due while the service was closed", entry.spec().name(), e);
      end(entry, run.ended(entry.spec().name(), JobOutcome.CANCELLED, "service closed"));
    }
  }

  private void execute(Entry entry, Run run) {
    MDC.put("job", entry.spec().name());
    MDC.put("run", Long.toString(run.id()));
    try {
      JobRun ended = attempt(entry.spec(), run);
      LOG.info("{}", ended);
      end(entry, ended);
    } finally {
      MDC.remove("job");
      MDC.remove("run");
    }
  }

  private void end(Entry entry, JobRun run) {
    synchronized (lock) {
      entry.ended(run, clock.instant());
      lock.notifyAll();
    }
  }

  /** Catches all, for a job of a plugin that lacks a class must not look as if it ran for ever. */
  private static JobRun attempt(JobSpec spec, Run run) {
    JobOutcome outcome = JobOutcome.CANCELLED;
    String text = "cancelled";
    try {
      if (run.begin()) {
        text = spec.job().run(run);
        outcome = JobOutcome.SUCCEEDED;
      }
    } catch (Exception | Error e) {
      if (!run.cancelled()) {
        outcome = JobOutcome.FAILED;
        text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        LOG.warn("job {} failed in attempt {}", spec.name(), run.attempt(), e);
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
    } finally {
      run.end();
      if (run.cancelled()) {
        // The interrupt was meant for the run, not for what the thread does next.
        Thread.interrupted();
      }
    }
    return run.ended(spec.name(), outcome, text);
  }

  /** Sleeps until the next job is due, again and again. */
  private void watch() {
    try {
      while (true) {
        runDue();
        synchronized (lock) {
          if (closed) {
            return;
          }
          lock.wait(sleepMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long sleepMillis() {
    Instant now = clock.instant();
    long millis =
        nextDue().map(due -> Duration.between(now, due).toMillis()).orElse(LONGEST_SLEEP_MILLIS);
    return Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, millis));
  }

  private Run newRun(JobTrigger trigger, int attempt, Instant due) {
    runs++;
    return new Run(clock, runs, trigger, attempt, due);
  }

  private List<String> running() {
    synchronized (lock) {
      return entries.values().stream()
          .filter(entry -> entry.running() != null)
          .map(entry -> entry.spec().name())
          .toList();
    }
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      Collection<String> known = entries.keySet();
      throw new IllegalArgumentException(
          "there is no job '%s'%s (known: %s)"
              .formatted(name, Nearest.hint(name, known), String.join(", ", known)));
    }
    return entry;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("job service is closed: start another");
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "qoe-jobs");
    thread.setDaemon(true);
    return thread;
  }
}
