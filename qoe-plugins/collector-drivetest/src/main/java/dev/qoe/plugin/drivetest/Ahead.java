package dev.qoe.plugin.drivetest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Work done ahead on lent threads, whose results are taken in the order of the inputs.
 *
 * <p>The taker does a piece of work itself if nobody has begun it, so it never waits for a thread
 * that the host does not have. Immutable.
 *
 * @param executor where work is done
 * @param pieces how many pieces of work may be begun and not yet taken, {@code >= 1}
 */
record Ahead(Executor executor, int pieces) {

  /** Something done to an input. */
  @FunctionalInterface
  interface Work<I, R> {
    /** Returns the result. */
    R of(I input) throws InterruptedException;
  }

  /** Someone who takes the results. */
  @FunctionalInterface
  interface Taker<I, R> {
    /** Takes the next result and the input it was made from. */
    void take(I input, R result) throws InterruptedException;
  }

  /**
   * Does {@code work} for each input and hands the results to {@code taker}, in order, on the
   * calling thread.
   *
   * @throws InterruptedException if the thread is interrupted; work in progress is interrupted too
   */
  <I, R> void forEach(List<I> inputs, Work<I, R> work, Taker<I, R> taker)
      throws InterruptedException {
    Deque<FutureTask<R>> begun = new ArrayDeque<>();
    Iterator<I> next = inputs.iterator();
    try {
      for (I input : inputs) {
        while (begun.size() < pieces && next.hasNext()) {
          FutureTask<R> task = new FutureTask<>(callable(work, next.next()));
          begun.add(task);
          if (pieces > 1) {
            executor.execute(task);
          }
        }
        FutureTask<R> first = begun.element();
        first.run();
        taker.take(input, result(first));
        begun.remove();
      }
    } finally {
      begun.forEach(task -> task.cancel(true));
    }
  }

  private static <I, R> Callable<R> callable(Work<I, R> work, I input) {
    return () -> work.of(input);
  }

  private static <R> R result(FutureTask<R> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw new IllegalStateException("reading ahead failed: " + e.getCause(), e.getCause());
    }
  }
}
