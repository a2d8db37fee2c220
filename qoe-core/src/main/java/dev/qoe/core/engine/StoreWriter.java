package dev.qoe.core.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.engine.StoreQueue.Row;
import dev.qoe.core.meter.Latency;
import dev.qoe.core.meter.LatencyRecorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that hands everything to the store in batches: measurements in order within a source
 * and in fair turns among sources, everything else after what was handed in before it.
 *
 * <p>A store that fails is tried again, ever more slowly, until the engine closes; meanwhile at
 * most so many measurements wait as it was made for, and further ones are not taken; of scores the
 * newest 100,000 wait. Alerts and audit entries are never given up. Thread-safe.
 */
final class StoreWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int BATCH = 5_000;

  /** How many scores may wait. */
  static final int MOST_SCORES = 100_000;

  /** How many are given up at a time when the oldest are: meanwhile all others wait. */
  private static final int DROPPED = 250;

  /** How long measurements wait for others, so that a batch is worth its while. */
  private static final long GATHER_MILLIS = 200;

  private static final long LAST_TRIES_MILLIS = 5_000;

  private final HistoryStore store;
  private final Thread thread;
  private final int most;
  private final boolean journaled;
  private final StoreTries tries;
  private final LatencyRecorder latency = LatencyRecorder.create();

  private final StoreQueue queue = new StoreQueue();
  private final ArrayDeque<Task> tasks = new ArrayDeque<>();
  private final Milestones milestones = new Milestones();
  private final WaitingScores scores = new WaitingScores(BATCH, MOST_SCORES);
  private long nextTicket;
  private long tasksTaken;
  private long tasksDone;
  private long nextNumber = 1;
  private volatile long waiting;
  private boolean open = true;

  /** Whether a measurement was given up. */
  private volatile boolean lostSome;

  /**
   * Something to do once all measurements with a lower ticket are done with.
   *
   * @param instead is done if it comes to nothing
   */
  private record Task(long ticket, Consumer<HistoryStore> action, Runnable instead) {}

  /**
   * Creates a writer that does nothing until it is started.
   *
   * @param journaled whether measurements come with numbers from a journal, which keeps them until
   *     they are stored
   */
  StoreWriter(HistoryStore store, int most, boolean journaled) {
    this(store, most, journaled, LAST_TRIES_MILLIS);
  }

  /** Creates a writer that tries for {@code lastTriesMillis} in all once it is closed. */
  StoreWriter(HistoryStore store, int most, boolean journaled, long lastTriesMillis) {
    this.store = store;
    this.most = most;
    this.journaled = journaled;
    this.tries = new StoreTries(lastTriesMillis);
    thread = new Thread(this::run, "qoe-store");
    thread.setDaemon(true);
  }

  /** Begins to store what was and will be handed in. */
  void start(StoreTries.Watcher healthWatcher) {
    tries.watchedBy(healthWatcher);
    thread.start();
  }

  // ---- any thread ---------------------------------------------------------------------------

  /** Returns how many measurements may wait. */
  int most() {
    return most;
  }

  /** Returns how many measurements wait. */
  long waiting() {
    return waiting;
  }

  /** Returns how many scores wait. */
  int waitingScores() {
    return scores.size();
  }

  /** Returns how many scores were given up because they could not be stored. */
  long scoresGivenUp() {
    return scores.givenUp();
  }

  /** Waits until there may be more room than now; at most the time given. */
  @SuppressWarnings("WaitNotInLoop") // who calls looks again in any case
  synchronized void awaitChange(long millis) throws InterruptedException {
    wait(Math.max(1, millis));
  }

  /** Takes over a measurement that is settled in {@code account} once it is stored or lost. */
  synchronized void add(Measurement measurement, Account account) {
    enter(new Row(measurement, account, 0));
  }

  /** Takes over measurements that have their numbers already. */
  synchronized void add(List<Row> numbered) {
    numbered.forEach(this::enter);
  }

  private synchronized void enter(Row row) {
    row.account.source.lane.waiting.incrementAndGet();
    waiting = waiting + 1;
    queue.add(row, nextTicket++);
    if (queue.size() == BATCH) {
      notifyAll();
    }
  }

  private void enter(Task task) {
    tasks.addLast(task);
    tasksTaken++;
  }

  /** Gives up the oldest waiting measurements of a source; returns whether there were any. */
  synchronized boolean dropOldest(Source source) {
    List<Row> dropped = queue.takeOldest(source.lane, DROPPED);
    settle(dropped, "overload");
    return !dropped.isEmpty();
  }

  /** Answers once all that was handed in so far is stored, or is certain not to be. */
  void whenStored(Consumer<Acceptance> answer) {
    Runnable lost = () -> tell(answer, Acceptance.RETRY_LATER);
    if (!then(
        unused -> tell(answer, lostSome ? Acceptance.RETRY_LATER : Acceptance.ACCEPTED), lost)) {
      lost.run();
    }
  }

  private static void tell(Consumer<Acceptance> answer, Acceptance acceptance) {
    try {
      answer.accept(acceptance);
    } catch (RuntimeException | Error e) { // foreign code: its failure is none of the store's
      LOG.error("what waits for measurements to be stored failed to take the answer", e);
    }
  }

  synchronized void add(Score score) {
    if (scores.add(score)) {
      sealScores();
      notifyAll();
    }
  }

  /** Does something with the store after all that was handed in before. */
  void then(Consumer<HistoryStore> action) {
    var unused = then(action, () -> {});
  }

  private synchronized boolean then(Consumer<HistoryStore> action, Runnable instead) {
    if (open) {
      sealScores();
      enter(new Task(nextTicket, action, instead));
      notifyAll();
    }
    return open;
  }

  /**
   * Does something once all that was handed in so far is stored and outlives a loss of power; never
   * if something was lost. Does not hurry the store.
   */
  synchronized void onceStored(Runnable action) {
    sealScores();
    milestones.add(nextTicket, tasksTaken, action);
  }

  /** Waits until everything handed in so far is stored; at most the time given. */
  boolean flush(long timeout, TimeUnit unit) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    return then(unused -> done.countDown(), () -> {}) ? done.await(timeout, unit) : waiting == 0;
  }

  /** Returns how long the store takes for a batch of measurements. */
  Latency latency() {
    return latency.latency();
  }

  /** Returns what is wrong with the store, or null if nothing is. */
  @Nullable String trouble() {
    return tries.trouble();
  }

  /** Returns why what is stored may not outlive a loss of power, or null if it does. */
  @Nullable String unforced() {
    return tries.unforced();
  }

  /** Stores what waits, gives up on a store that keeps failing, and closes it. */
  @Override
  public void close() {
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
      notifyAll();
    }
    tries.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Uninterruptibles.joinUninterruptibly(thread);
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  // ---- the writer's thread ------------------------------------------------------------------

  private void run() {
    try {
      while (awaitWork()) {
        long begun = System.nanoTime();
        List<Row> rows = takeRows();
        if (!rows.isEmpty()) {
          perform(() -> append(rows), rows, () -> {});
        }
        performTasks(System.nanoTime() - begun);
        passMilestones(false);
      }
      passMilestones(true);
    } catch (InterruptedException e) {
      giveUpAll(); // the engine is closed in a hurry; what is lost is in the ledger
    }
  }

  /** Waits until a batch is worth its while; returns false if nothing is left to do, ever. */
  @SuppressWarnings("WaitNotInLoop") // waking early makes a smaller batch, no harm
  private synchronized boolean awaitWork() throws InterruptedException {
    if (open && tasks.isEmpty() && queue.size() < BATCH) {
      wait(GATHER_MILLIS);
    }
    sealScores();
    return open || queue.size() > 0 || !tasks.isEmpty();
  }

  private void sealScores() {
    WaitingScores.Turn turn = scores.seal();
    if (turn != null) {
      enter(new Task(nextTicket, to -> store(turn, to), turn::lost));
    }
  }

  private static void store(WaitingScores.Turn turn, HistoryStore to) {
    List<Score> batch = turn.scores();
    if (!batch.isEmpty()) {
      to.scores().append(batch);
      turn.stored();
    }
  }

  private synchronized List<Row> takeRows() {
    List<Row> rows = queue.take(BATCH);
    if (journaled) {
      rows.sort(Comparator.comparingLong(row -> row.number));
    } else {
      for (Row row : rows) {
        row.number = nextNumber++;
      }
    }
    return rows;
  }

  private void append(List<Row> rows) {
    long begun = System.nanoTime();
    store
        .measurements()
        .append(
            rows.stream().mapToLong(row -> row.number).toArray(),
            rows.stream().map(row -> row.measurement).toList());
    latency.record(System.nanoTime() - begun);
  }

  /** Does what may be done now, for about that time and at least once. */
  private void performTasks(long nanos) throws InterruptedException {
    long begun = System.nanoTime();
    for (Task task = nextTask(); task != null; task = nextTask()) {
      Consumer<HistoryStore> action = task.action;
      perform(() -> action.accept(store), List.of(), task.instead);
      tasksDone++;
      if (System.nanoTime() - begun > nanos) {
        return;
      }
    }
  }

  /** Takes the next task unless measurements that were handed in before it still wait. */
  private synchronized @Nullable Task nextTask() {
    Task next = tasks.peekFirst();
    return next == null || next.ticket > queue.oldest() ? null : tasks.removeFirst();
  }

  /** Does what was to be done once something is stored and outlives a loss of power. */
  private void passMilestones(boolean last) {
    List<Runnable> reached = reached(last);
    if (!reached.isEmpty() && !lostSome) {
      boolean lasts = tries.lasts(store::sync);
      synchronized (this) {
        milestones.told(lasts ? reached.size() : 0);
      }
      if (lasts) {
        reached.forEach(Runnable::run);
      }
    }
  }

  private synchronized List<Runnable> reached(boolean last) {
    return milestones.reached(queue.oldest(), tasksDone, last);
  }

  private void perform(Runnable action, List<Row> settles, Runnable instead)
      throws InterruptedException {
    boolean done = false;
    try {
      done = tries.succeed(action);
    } finally {
      settle(settles, done ? null : "store-unavailable");
      if (!done) {
        instead.run();
      }
    }
  }

  private void giveUpAll() {
    List<Task> left;
    synchronized (this) {
      settle(queue.take(Integer.MAX_VALUE), "store-unavailable");
      left = new ArrayList<>(tasks);
      tasks.clear();
    }
    left.forEach(task -> task.instead.run());
  }

  private synchronized void settle(List<Row> rows, @Nullable String lost) {
    if (rows.isEmpty()) {
      return;
    }
    waiting = waiting - rows.size();
    lostSome |= lost != null;
    for (int from = 0, to; from < rows.size(); from = to) {
      Account account = rows.get(from).account;
      for (to = from + 1; to < rows.size() && rows.get(to).account == account; ) {
        to++;
      }
      account.source.lane.waiting.addAndGet(from - to);
      if (lost == null) {
        account.stored(to - from);
      } else if (!journaled) {
        account.dropped(lost, to - from);
      } // else it stays on its way: the journal has it
    }
    notifyAll();
  }
}
