package dev.qoe.sim.video.scenario;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Independent tasks on several threads, their results in the tasks' order.
 *
 * <p>A few tasks per thread run ahead of the reader, so that results in waiting stay few. Confine
 * to one thread.
 */
final class OrderedParallel<T> implements Iterator<T> {

  private static final int AHEAD_PER_THREAD = 8;

  private final Iterator<? extends Callable<T>> tasks;
  private final ExecutorService threads;
  private final ArrayDeque<Future<T>> running = new ArrayDeque<>();

  private OrderedParallel(Iterator<? extends Callable<T>> tasks, int count) {
    this.tasks = tasks;
    threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "qoe-sessions");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < count * AHEAD_PER_THREAD; i++) {
      submit();
    }
  }

  /** Returns the results; closing the stream, or reading it to its end, ends the threads. */
  static <T> Stream<T> stream(Iterator<? extends Callable<T>> tasks, int threads) {
    OrderedParallel<T> results = new OrderedParallel<>(tasks, threads);
    int order = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, order), false)
        .onClose(results.threads::shutdownNow);
  }

  private void submit() {
    if (tasks.hasNext()) {
      running.add(threads.submit(tasks.next()));
    }
  }

  @Override
  public boolean hasNext() {
    if (running.isEmpty()) {
      threads.shutdown();
    }
    return !running.isEmpty();
  }

  @Override
  public T next() {
    Future<T> first = running.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    try {
      T result = first.get();
      submit();
      return result;
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while waiting");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("a session failed", e.getCause());
    }
  }
}
