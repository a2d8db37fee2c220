package dev.qoe.sim.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is run: on how many threads, who is told of progress, what becomes of it when
 * it is killed. None of this changes a byte of the results.
 *
 * <p>A run of more than two seconds keeps a journal of finished replications, {@code NAME.journal}
 * in the working folder, and deletes it when it ends well; run again after a kill, it goes on from
 * there. A journal of another seed, version, parameters or code is refused.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Parallel {

  private final int threads;
  private final ProgressListener listener;
  private final @Nullable Duration deadline;
  private final @Nullable Path journal;
  private final boolean journaled;
  private final InstantSource clock;

  private Parallel(
      int threads,
      ProgressListener listener,
      @Nullable Duration deadline,
      @Nullable Path journal,
      boolean journaled,
      InstantSource clock) {
    this.threads = threads;
    this.listener = listener;
    this.deadline = deadline;
    this.journal = journal;
    this.journaled = journaled;
    this.clock = clock;
  }

  /**
   * Returns runs on several threads.
   *
   * @param count 1 to 1024
   * @throws IllegalArgumentException if {@code count} is outside its range
   */
  public static Parallel threads(int count) {
    return new Parallel(
        Checks.within("threads", count, 1, 1024),
        ProgressListener.silent(),
        null,
        null,
        true,
        InstantSource.system());
  }

  /** Returns runs on as many threads as there are processors. */
  public static Parallel allProcessors() {
    return threads(Math.min(1024, Runtime.getRuntime().availableProcessors()));
  }

  /** Returns such runs with a listener to their progress. */
  public Parallel progress(ProgressListener value) {
    return new Parallel(
        threads, Objects.requireNonNull(value), deadline, journal, journaled, clock);
  }

  /**
   * Returns such runs that fail when a replication takes too long, so that code that never ends is
   * found. Its thread is interrupted and left alone.
   *
   * @param perReplication {@code > 0}
   * @throws IllegalArgumentException if {@code perReplication <= 0}
   */
  public Parallel deadline(Duration perReplication) {
    if (perReplication.isZero() || perReplication.isNegative()) {
      throw new IllegalArgumentException("deadline must be > 0: " + perReplication);
    }
    return new Parallel(threads, listener, perReplication, journal, journaled, clock);
  }

  /** Returns such runs with a journal of their own, which is kept when they end. */
  public Parallel journal(Path file) {
    return new Parallel(threads, listener, deadline, Objects.requireNonNull(file), true, clock);
  }

  /** Returns such runs that keep no journal. */
  public Parallel withoutJournal() {
    return new Parallel(threads, listener, deadline, null, false, clock);
  }

  /** Returns such runs that ask another clock when they started, for the manifest. */
  public Parallel clock(InstantSource value) {
    return new Parallel(threads, listener, deadline, journal, journaled, value);
  }

  int threads() {
    return threads;
  }

  ProgressListener listener() {
    return listener;
  }

  Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** Returns the journal that the user chose, if he did. */
  Optional<Path> journal() {
    return Optional.ofNullable(journal);
  }

  boolean isJournaled() {
    return journaled;
  }

  InstantSource clock() {
    return clock;
  }
}
