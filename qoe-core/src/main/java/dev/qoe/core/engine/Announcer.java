package dev.qoe.core.engine;

import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells listeners what happened, in order, so that no foreign code runs where
 * measurements are taken in.
 *
 * <p>At most 65,536 announcements wait; then those who announce wait too, except for the announcer
 * itself. Thread-safe.
 */
final class Announcer implements EventPublisher, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int MOST = 65_536;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(MOST);
  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean open = true;

  private record Listener<E extends EngineEvent>(Class<E> type, Consumer<? super E> consumer) {
    void offer(EngineEvent event) {
      if (type.isInstance(event)) {
        consumer.accept(type.cast(event));
      }
    }
  }

  Announcer() {
    thread = new Thread(this::run, "qoe-announcer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public <E extends EngineEvent> Subscription subscribe(
      Class<E> type, Consumer<? super E> listener) {
    Listener<E> added = new Listener<>(type, listener);
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  /** Returns whether anybody listens to announcements of that type. */
  boolean wanted(Class<? extends EngineEvent> type) {
    for (Listener<?> listener : listeners) {
      if (listener.type().isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  void announce(EngineEvent event) {
    if (wanted(event.getClass())) {
      enqueue(() -> tell(event));
    }
  }

  /** Waits until everything announced so far has been told; at most the time given. */
  boolean flush(long timeout, TimeUnit unit) throws InterruptedException {
    if (Thread.currentThread() == thread) {
      return true;
    }
    CountDownLatch told = new CountDownLatch(1);
    enqueue(told::countDown);
    return told.await(timeout, unit);
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }

  private void enqueue(Runnable task) {
    if (Thread.currentThread() == thread) {
      if (!queue.offer(task)) {
        LOG.error("an announcement made by a listener was dropped: {} are waiting", MOST);
      }
      return;
    }
    try {
      queue.put(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(EngineEvent event) {
    for (Listener<?> listener : listeners) {
      try {
        listener.offer(event);
      } catch (RuntimeException e) {
        LOG.error("a listener of {} failed", event.getClass().getSimpleName(), e);
      }
    }
  }

  private void run() {
    while (open) {
      try {
        queue.take().run();
      } catch (InterruptedException e) {
        if (!open) {
          return;
        }
      }
    }
  }
}
