package dev.qoe.core.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.meter.Latency;
import dev.qoe.core.meter.LatencyRecorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * most so many measurements wait as it was made for, and further ones are not taken.
 *
 * <p>One lock guards all of it, hence it is over 400 lines. Thread-safe.
 */
final class StoreWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int BATCH = 5_000;
  private static final long IDLE_MILLIS = 200;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long LAST_TRIES_MILLIS = 5_000;

  private final HistoryStore store;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final int most;
  private final boolean journaled;
  private final long lastTriesMillis;
  private final LatencyRecorder latency = LatencyRecorder.create();
  private volatile @Nullable String trouble;
  private Watcher watcher = (healthy, text) -> {};

  private List<Measurement> measurements = new ArrayList<>();
  private List<Account> accounts = new ArrayList<>();
  private List<Score> scores = new ArrayList<>();
  private long nextSequence = 1;
  private volatile long waiting;
  private boolean open = true;

  /** Whether a measurement was given up. */
  private volatile boolean lostSome;

  private long closingSince;

  /** Something to do with the store: an action, or measurements with their accounts. */
  private static final class Task {
    private final Consumer<HistoryStore> action;
    private final long first;
    private List<Measurement> measured;
    private List<Account> settles;
    private final Set<Source> sources = new HashSet<>();
    private boolean started;

    private Task(Consumer<HistoryStore> action) {
      this.action = action;
      this.first = 0;
      this.measured = List.of();
      this.settles = List.of();
    }

    /** Stores measurements under successive numbers. */
    private Task(long first, List<Measurement> measured, List<Account> settles) {
      this.action = store -> {};
      this.first = first;
      this.measured = measured;
      this.settles = settles;
      settles.forEach(account -> sources.add(account.source));
    }

    private void run(HistoryStore store) {
      if (measured.isEmpty()) {
        action.accept(store);
      } else {
        store.measurements().append(first, measured);
      }
    }
  }

  /** Who is told when the store begins to fail and when it works again; on the writer's thread. */
  @FunctionalInterface
  interface Watcher {
    void changed(boolean healthy, String text);
  }

  /** Creates a writer that does nothing until it is started. */
  StoreWriter(HistoryStore store, int most, boolean journaled) {
    this(store, most, journaled, LAST_TRIES_MILLIS);
  }

  /** Creates a writer that tries for {@code lastTriesMillis} in all once it is closed. */
  StoreWriter(HistoryStore store, int most, boolean journaled, long lastTriesMillis) {
    this.store = store;
    this.most = most;
    this.journaled = journaled;
    this.lastTriesMillis = lastTriesMillis;
    thread = new Thread(this::run, "qoe-store");
    thread.setDaemon(true);
  }

  /** Begins to store what was and will be handed in. */
  void start(Watcher healthWatcher) {
    watcher = healthWatcher;
    thread.start();
  }

  /** Returns whether a measurement may be handed in now. */
  boolean hasRoom() {
    return waiting < most;
  }

  /** Returns how many measurements wait. */
  long waiting() {
    return waiting;
  }

  /** Waits until there may be more room than now; at most the time given. */
  @SuppressWarnings("WaitNotInLoop") // who calls looks again in any case
  synchronized void awaitChange(long millis) throws InterruptedException {
    wait(Math.max(1, millis));
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

  /** Takes over a measurement that is settled in {@code account} once it is stored or lost. */
  synchronized void add(Measurement measurement, Account account) {
    measurements.add(measurement);
    accounts.add(account);
    account.source.waiting.incrementAndGet();
    waiting = waiting + 1;
    if (measurements.size() >= BATCH) {
      sealMeasurements();
    }
  }

  /** Takes over measurements that have numbers already, successive ones from {@code first} on. */
  synchronized void add(long first, List<Measurement> numbered, List<Account> of) {
    of.forEach(account -> account.source.waiting.incrementAndGet());
    waiting = waiting + numbered.size();
    tasks.add(new Task(first, numbered, of));
  }

  /** Gives up the oldest waiting measurements of a source; returns whether there were any. */
  synchronized boolean dropOldest(Source source) {
    sealMeasurements();
    for (Task task : tasks) {
      if (!task.started && task.sources.remove(source)) {
        List<Measurement> kept = new ArrayList<>();
        List<Account> keptAccounts = new ArrayList<>();
        List<Account> lost = new ArrayList<>();
        for (int i = 0; i < task.settles.size(); i++) {
          Account account = task.settles.get(i);
          if (account.source == source) {
            lost.add(account);
          } else {
            kept.add(task.measured.get(i));
            keptAccounts.add(account);
          }
        }
        task.measured = kept;
        task.settles = keptAccounts;
        settle(lost, "overload");
        return true;
      }
    }
    return false;
  }

  /** Answers once all that was handed in so far is stored, or is certain not to be. */
  void whenStored(Consumer<Acceptance> answer) {
    boolean asked;
    synchronized (this) {
      asked = open;
      if (asked) {
        seal();
        tasks.add(new Task(store -> answer.accept(Acceptance.ACCEPTED)));
      }
    }
    if (!asked) {
      answer.accept(Acceptance.RETRY_LATER);
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
    if (open) {
      seal();
      tasks.add(new Task(action));
    }
  }

  /** Does something once all measurements handed in so far are stored; never if one was lost. */
  synchronized void onceStored(Runnable action) {
    then(
        unused -> {
          if (!lostSome) {
            action.run();
          }
        });
  }

  /** Waits until everything handed in so far is stored; at most the time given. */
  boolean flush(long timeout, TimeUnit unit) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    synchronized (this) {
      if (!open) {
        return waiting == 0;
      }
    }
    then(unused -> done.countDown());
    return done.await(timeout, unit);
  }

  /** Returns how long the store takes for a batch of measurements. */
  Latency latency() {
    return latency.latency();
  }

  /** Returns what is wrong with the store, or null if nothing is. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Stores what waits, gives up on a store that keeps failing, and closes it. */
  @Override
  public void close() {
    synchronized (this) {
      if (!open) {
        return;
      }
      seal();
      open = false;
      closingSince = System.nanoTime();
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Uninterruptibles.joinUninterruptibly(thread);
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
      tasks.add(new Task(first, batch, accounts));
      measurements = new ArrayList<>(BATCH);
      accounts = new ArrayList<>(BATCH);
    }
  }

  private void sealScores() {
    if (!scores.isEmpty()) {
      List<Score> batch = scores;
      scores = new ArrayList<>();
      tasks.add(new Task(to -> to.scores().append(batch)));
    }
  }

  private void run() {
    try {
      while (true) {
        Task task = tasks.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
          perform(task);
        } else if (idle()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      giveUpAll(); // the engine is closed in a hurry; what is lost is in the ledger
    }
  }

  /** Seals what has gathered; returns whether there is nothing left to do, ever. */
  private synchronized boolean idle() {
    seal();
    return !open && tasks.isEmpty();
  }

  private void perform(Task task) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        begin(task);
        long begun = System.nanoTime();
        task.run(store);
        if (!task.measured.isEmpty()) {
          latency.record(System.nanoTime() - begun);
        }
        worked();
        settle(task.settles, null);
        return;
      } catch (RuntimeException | Error e) { // foreign code: its failure must not end the thread
        LOG.warn("the store failed, trying again in {} ms: {}", pause, e.getMessage());
        LOG.debug("the store failed", e);
        failed(String.valueOf(e.getMessage()));
      }
      boolean tryAgain = false;
      try {
        tryAgain = pause(pause);
      } finally {
        if (!tryAgain) {
          settle(task.settles, "store-unavailable");
        }
      }
      if (!tryAgain) {
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private void worked() {
    if (trouble != null) {
      trouble = null;
      LOG.info("the store works again");
      watcher.changed(true, "the store works again");
    }
  }

  private void failed(String why) {
    boolean before = trouble != null;
    trouble = why;
    if (!before) {
      watcher.changed(false, why);
    }
  }

  /** Waits before the next try; returns whether there may be one. */
  private synchronized boolean pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; open && left > 0; left = millisUntil(end)) {
      wait(left);
    }
    if (open) {
      return true;
    }
    long lastTries = closingSince + TimeUnit.MILLISECONDS.toNanos(lastTriesMillis);
    long left = Math.min(FIRST_PAUSE_MILLIS, millisUntil(lastTries));
    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    for (long rest = left; rest > 0; rest = millisUntil(end)) {
      wait(rest);
    }
    return left > 0;
  }

  private static long millisUntil(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
  }

  private synchronized void giveUpAll() {
    seal();
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      settle(task.settles, "store-unavailable");
    }
  }

  private synchronized void begin(Task task) {
    task.started = true;
  }

  private synchronized void settle(List<Account> settled, @Nullable String lost) {
    if (settled.isEmpty()) {
      return;
    }
    waiting = waiting - settled.size();
    lostSome |= lost != null;
    for (int from = 0, to; from < settled.size(); from = to) {
      Account account = settled.get(from);
      to = from + 1;
      while (to < settled.size() && settled.get(to) == account) {
        to++;
      }
      account.source.waiting.addAndGet(from - to);
      if (lost == null) {
        account.stored(to - from);
      } else if (!journaled) {
        account.dropped(lost, to - from);
      } // else it stays on its way: the journal has it
    }
    notifyAll();
  }
}
