package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.publish.EventPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells listeners what happened, in order, so that no foreign code runs where
 * measurements are taken in.
 *
 * <p>Announcing never waits, for it is done under the engine's lock and a listener may ask for that
 * lock. Instead those who record for a listener to measurements ask for room first: there is none
 * while 65,536 announcements wait. From there on of the scores of each element only the newest
 * waits, in the place of the first, so that at most one more for each element waits. Alerts, events
 * and changes are few and all told. Thread-safe.
 */
final class Announcer implements EventPublisher, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int MOST = 65_536;

  private static final long LAST_WORDS_MILLIS = 5_000;

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /** The newest score of each element for which there was no room in the queue but for a place. */
  private final Map<ElementPath, EngineEvent.ScoreChanged> crowded = new HashMap<>();

  /** How many in the queue are bounded by whoever put them there. */
  private final AtomicInteger uncounted = new AtomicInteger();

  private final AtomicLong scoresSkipped = new AtomicLong();
  private volatile boolean open = true;

  /** How many announcements made by a listener were dropped; of the own thread. */
  private long dropped;

  private volatile boolean wantsMeasurements;

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
    wantsMeasurements = wanted(EngineEvent.KpiUpdated.class);
    return () -> {
      listeners.remove(added);
      wantsMeasurements = wanted(EngineEvent.KpiUpdated.class);
    };
  }

  /** Returns whether anybody listens to each measurement. */
  boolean wantsMeasurements() {
    return wantsMeasurements;
  }

  /** Returns whether anybody listens to announcements of that type. */
  boolean wanted(Class<? extends EngineEvent> type) {
    if (listeners.isEmpty()) {
      return false;
    }
    for (Listener<?> listener : listeners) {
      if (listener.type().isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many announcements wait. */
  int waiting() {
    return queue.size() - uncounted.get();
  }

  /** Returns whether more may be recorded; a listener itself may always. */
  boolean hasRoom() {
    return waiting() < MOST || Thread.currentThread() == thread;
  }

  /** Waits for room; returns whether there is any. */
  boolean awaitRoom(long millis) throws InterruptedException {
    return hasRoom() || flush(millis, TimeUnit.MILLISECONDS);
  }

  void announce(EngineEvent event) {
    if (wanted(event.getClass())) {
      if (event instanceof EngineEvent.ScoreChanged changed) {
        announceScore(changed);
      } else {
        enqueue(() -> tell(event));
      }
    }
  }

  /**
   * Lets something be told that does not count among what waits: its maker bounds it. Never waits;
   * returns whether it will be told.
   */
  boolean offer(Runnable telling) {
    if (!open) {
      return false;
    }
    uncounted.incrementAndGet();
    return queue.add(
        () -> {
          uncounted.decrementAndGet();
          telling.run();
        });
  }

  /** Lets a score take the place of an older one of its element where those wait crowded. */
  private void announceScore(EngineEvent.ScoreChanged changed) {
    ElementPath element = changed.score().element();
    synchronized (crowded) {
      if (crowded.replace(element, changed) != null) {
        if (scoresSkipped.getAndIncrement() == 0) {
          LOG.atWarn()
              .addKeyValue("waiting", MOST)
              .log("listeners are slow: of scores only the newest are told");
        }
      } else if (waiting() < MOST) {
        enqueue(() -> tell(changed));
      } else if (open) {
        crowded.put(element, changed);
        queue.add(() -> tellNewest(element));
      }
    }
  }

  private void tellNewest(ElementPath element) {
    EngineEvent newest;
    synchronized (crowded) {
      newest = crowded.remove(element);
    }
    if (newest != null) {
      tell(newest);
    }
  }

  /** Returns how many scores were not told because newer ones of their elements were. */
  long scoresSkipped() {
    return scoresSkipped.get();
  }

  /** Waits until everything announced so far has been told; at most the time given. */
  boolean flush(long timeout, TimeUnit unit) throws InterruptedException {
    if (Thread.currentThread() == thread) {
      return true;
    }
    if (!open) {
      return queue.isEmpty();
    }
    CountDownLatch told = new CountDownLatch(1);
    enqueue(told::countDown);
    return told.await(timeout, unit);
  }

  /** Writes a line of the log that came up under a lock, on the thread that tells listeners. */
  void log(Runnable line) {
    if (open) {
      queue.add(line);
    } else {
      line.run();
    }
  }

  /** Tells what waits, for at most five seconds, and ends the thread; a listener need not wait. */
  @Override
  public void close() {
    if (open) {
      enqueue(() -> open = false);
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join(LAST_WORDS_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      open = false;
      thread.interrupt();
    }
  }

  private void enqueue(Runnable task) {
    if (Thread.currentThread() == thread && waiting() >= MOST) {
      dropped++;
    } else if (open) {
      queue.add(task);
    }
  }

  private void tell(EngineEvent event) {
    for (Listener<?> listener : listeners) {
      try {
        listener.offer(event);
      } catch (RuntimeException | Error e) { // foreign code: its failure must not silence others
        LOG.atError()
            .addKeyValue("event", event.getClass().getSimpleName())
            .setCause(e)
            .log("a listener failed");
      }
    }
  }

  private void run() {
    while (open) {
      try {
        queue.take().run();
        tellDropped();
      } catch (InterruptedException e) {
        if (!open) {
          return;
        }
      } catch (RuntimeException | Error e) { // a line of the log, or what it tells of
        LOG.atError().addKeyValue("reason", e.getClass().getName()).log("a line was not logged");
      }
    }
  }

  private void tellDropped() {
    if (dropped > 0) {
      LOG.atError()
          .addKeyValue("dropped", dropped)
          .addKeyValue("waiting", MOST)
          .log("announcements made by a listener were dropped: too many wait");
      dropped = 0;
    }
  }
}
