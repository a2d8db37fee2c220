package dev.qoe.sim.experiment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work off numbered tasks. Of failures the one of the lowest number is told. Confine
 * to one thread.
 */
final class Crew {

  /** What is done for a number. */
  interface Work {

    void run(long task);

    /** Says that a task took longer than it may. */
    RuntimeException overdue(long task, Duration deadline);
  }

  private final Work work;
  private final long tasks;
  private final AtomicLong next = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Throwable> failures = new ConcurrentSkipListMap<>();
  private final Worker[] workers;
  private final CountDownLatch busy;

  private Crew(int threads, long tasks, Work work) {
    this.work = work;
    this.tasks = tasks;
    workers = new Worker[(int) Math.min(threads, tasks)];
    busy = new CountDownLatch(workers.length);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker("qoe-experiment-" + (i + 1));
    }
  }

  /** Runs the tasks 0 to {@code tasks - 1}; blocks until all are done or one has failed. */
  static void run(int threads, long tasks, Optional<Duration> deadline, Work work) {
    Crew crew = new Crew(threads, tasks, work);
    try {
      for (Worker worker : crew.workers) {
        worker.start();
      }
      crew.await(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("the run was interrupted").initCause(e);
    } finally {
      crew.stop();
    }
    crew.throwFirstFailure();
  }

  private void await(Optional<Duration> deadline) throws InterruptedException {
    if (deadline.isEmpty()) {
      busy.await();
      return;
    }
    long most = deadline.get().toNanos();
    long pause = Math.max(1_000_000, Math.min(most / 4, 100_000_000));
    while (!busy.await(pause, TimeUnit.NANOSECONDS)) {
      for (Worker worker : workers) {
        Worker.Current current = worker.current;
        if (current != null && System.nanoTime() - current.startNanos() > most) {
          failures.putIfAbsent(current.task(), work.overdue(current.task(), deadline.get()));
          return;
        }
      }
    }
  }

  private void stop() {
    next.set(tasks);
    for (Worker worker : workers) {
      worker.interrupt();
    }
  }

  private void throwFirstFailure() {
    Map.Entry<Long, Throwable> first = failures.firstEntry();
    if (first == null) {
      return;
    }
    if (first.getValue() instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first.getValue();
  }

  private final class Worker extends Thread {

    /** The task in hand. */
    private record Current(long task, long startNanos) {}

    private volatile @Nullable Current current;

    Worker(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (long task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
          current = new Current(task, System.nanoTime());
          if (!done(task)) {
            next.set(tasks);
            return;
          }
        }
      } finally {
        current = null;
        busy.countDown();
      }
    }

    private boolean done(long task) {
      try {
        work.run(task);
        return true;
      } catch (RuntimeException | Error e) {
        failures.putIfAbsent(task, e);
        return false;
      }
    }
  }
}
