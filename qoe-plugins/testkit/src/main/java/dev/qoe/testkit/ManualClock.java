package dev.qoe.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is told to move, and then runs what was due on the way.
 *
 * <p>Tasks run on the thread that moves the clock, in the order of their times and, at the same
 * time, in the order in which they were asked for; each sees its own time. Nothing else depends on
 * chance or on other threads. Thread-safe.
 *
 * @since 0.1
 */
public final class ManualClock implements InstantSource {

  /** Something to do at a time; the number keeps the order of asking. */
  private record Task(Instant time, long number, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::time).thenComparing(Task::number));
  private Instant now;
  private long asked;

  private ManualClock(Instant start) {
    this.now = start;
  }

  /** Returns a clock that shows {@code start}. */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  /** Returns a clock that shows {@code start}, for example {@code 2020-02-13T15:54:21Z}. */
  public static ManualClock at(String start) {
    return new ManualClock(Instant.parse(start));
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves the clock on, runs what was due on the way, and returns what it shows then.
   *
   * @param step how far, {@code >= 0}
   * @throws IllegalArgumentException if {@code step < 0}; to go back, {@linkplain #set set} it
   */
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException(
          "step of a clock must not be negative: %s (use set to go back)".formatted(step));
    }
    Instant end = instant().plus(step);
    for (Task task = nextUntil(end); task != null; task = nextUntil(end)) {
      task.work().run();
    }
    return end;
  }

  /** Sets the clock to {@code instant}, which may be in its past; runs nothing. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  /**
   * Has {@code work} run once the clock is moved to {@code time} or beyond; if that is past
   * already, at the next move.
   */
  public synchronized void runAt(Instant time, Runnable work) {
    tasks.add(new Task(time, asked++, work));
  }

  /** Returns how many tasks are still to be run. */
  public synchronized int waiting() {
    return tasks.size();
  }

  @Override
  public String toString() {
    return "manual clock at " + instant();
  }

  /** Moves to the next task that is due by {@code end} and takes it, or else moves to the end. */
  private synchronized @Nullable Task nextUntil(Instant end) {
    Task next = tasks.peek();
    if (next == null || next.time().isAfter(end)) {
      now = end;
      return null;
    }
    if (next.time().isAfter(now)) {
      now = next.time();
    }
    return tasks.remove();
  }
}
