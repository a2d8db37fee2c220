package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that hands everything to the store, in order and in batches.
 *
 * <p>A store that fails is tried again, ever more slowly, until the engine closes; meanwhile at
 * most {@value #MOST_IN_FLIGHT} measurements wait and further ones are not taken. Thread-safe.
 */
final class StoreWriter implements AutoCloseable {

  static final int MOST_IN_FLIGHT = 200_000;
  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int BATCH = 5_000;
  private static final long IDLE_MILLIS = 200;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long LAST_TRIES_MILLIS = 5_000;

  private final HistoryStore store;
  private final LedgerBook ledger;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private volatile @Nullable String trouble;

  private List<Measurement> measurements = new ArrayList<>();
  private List<Score> scores = new ArrayList<>();
  private long nextSequence = 1;
  private long waiting;

  /** Something to do with the store, and how many measurements it settles. */
  private record Task(Consumer<HistoryStore> action, int measurements) {}

  StoreWriter(HistoryStore store, LedgerBook ledger) {
    this.store = store;
    this.ledger = ledger;
    thread = new Thread(this::run, "qoe-store");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns whether a measurement may be handed in now. */
  synchronized boolean hasRoom() {
    return waiting < MOST_IN_FLIGHT;
  }

  /** Waits for room; returns whether there is any. */
  synchronized boolean awaitRoom(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!hasRoom()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized void add(Measurement measurement) {
    measurements.add(measurement);
    waiting++;
    if (measurements.size() >= BATCH) {
      sealMeasurements();
    }
  }

  synchronized void add(Score score) {
    scores.add(score);
    if (scores.size() >= BATCH) {
      sealScores();
    }
  }

  /** Does something with the store after all that was handed in before. */
  synchronized void then(Consumer<HistoryStore> action) {
    seal();
    tasks.add(new Task(action, 0));
  }

  /** Waits until everything handed in so far is stored; at most the time given. */
  boolean flush(long timeout, TimeUnit unit) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    then(unused -> done.countDown());
    return done.await(timeout, unit);
  }

  /** Returns what is wrong with the store, or null if nothing is. */
  @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    synchronized (this) {
      seal();
      open = false;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private void seal() {
    sealMeasurements();
    sealScores();
  }

  private void sealMeasurements() {
    if (!measurements.isEmpty()) {
      List<Measurement> batch = measurements;
      long first = nextSequence;
      nextSequence += batch.size();
      measurements = new ArrayList<>(BATCH);
      tasks.add(new Task(to -> to.measurements().append(first, batch), batch.size()));
    }
  }

  private void sealScores() {
    if (!scores.isEmpty()) {
      List<Score> batch = scores;
      scores = new ArrayList<>();
      tasks.add(new Task(to -> to.scores().append(batch), 0));
    }
  }

  private void run() {
    while (true) {
      try {
        Task task = tasks.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
          perform(task);
        } else {
          synchronized (this) {
            seal();
            if (!open && tasks.isEmpty()) {
              return;
            }
          }
        }
      } catch (InterruptedException e) {
        giveUpAll();
        return;
      }
    }
  }

  private void perform(Task task) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    long closingSince = 0;
    while (true) {
      try {
        task.action.accept(store);
        trouble = null;
        settle(task, null);
        return;
      } catch (RuntimeException e) {
        trouble = String.valueOf(e.getMessage());
        LOG.warn("the store failed, trying again in {} ms: {}", pause, e.getMessage());
        LOG.debug("the store failed", e);
        if (!open) {
          closingSince = closingSince == 0 ? System.nanoTime() : closingSince;
          if (System.nanoTime() - closingSince > TimeUnit.MILLISECONDS.toNanos(LAST_TRIES_MILLIS)) {
            settle(task, "store-unavailable");
            return;
          }
        }
        Thread.sleep(open ? pause : FIRST_PAUSE_MILLIS);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void giveUpAll() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      settle(task, "store-unavailable");
    }
  }

  private synchronized void settle(Task task, @Nullable String lost) {
    if (task.measurements > 0) {
      waiting -= task.measurements;
      if (lost == null) {
        ledger.stored(task.measurements);
      } else {
        ledger.dropped(lost, task.measurements);
      }
      notifyAll();
    }
  }
}
