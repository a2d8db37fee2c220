package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
import dev.qoe.core.engine.StoreQueue.Lane;
import dev.qoe.core.engine.StoreQueue.Row;
import dev.qoe.core.internal.Correlation;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.Checkpoint;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalConsumer;
import dev.qoe.core.journal.JournalState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries on to the store what has become durable in the journal.
 *
 * <p>A measurement's sequence in the journal is its number in the store, so that one handed over
 * twice is stored once. It reads ahead to the journal's end and hands on what there is room for. A
 * source that has more waiting than its share is left behind from there on: a second reader, as
 * slow as the store, hands on what was left, in order, until it has come as far as the first. So
 * one that storms waits in the journal for itself.
 *
 * <p>The checkpoint says up to where the store has everything; the journal keeps what is younger
 * than the windows beyond that, so that scores come back too. Thread-safe.
 */
final class JournalFeeder {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  /** How many records are read at a time. */
  private static final int READ = 50_000;

  /** A source may always have one part in so many of its share waiting. */
  private static final int LITTLE = 4;

  private static final long IDLE_MILLIS = 20;
  private static final long TRIM_MILLIS = 1_000;
  private static final long PAUSE_MILLIS = 1_000;

  /** As time to keep what is stored: for ever, unless the journal is full. */
  static final long ENDLESS = Long.MAX_VALUE / 2;

  private final JournalLink link;
  private final Journal journal;
  private final Checkpoint checkpoint;
  private final @Nullable StoreWriter writer;
  private final InstantSource clock;
  private final long keepMicros;
  private final EngineCore core;
  private final RemovalJournal removals;
  private final Thread thread = new Thread(this::feed, "qoe-journal-feeder");
  private final Deque<Mark> marks = new ArrayDeque<>();

  /** Up to which sequence everything was looked at, and handed on unless its source is behind. */
  private long ahead;

  /** Up to which sequence everything was handed on. */
  private volatile long fed;

  /** From which sequence on a source's measurements are left to the second reader. */
  private final Map<Lane, Long> behind = new HashMap<>();

  /** Up to which sequence the store has everything. */
  private volatile long stored;

  private volatile boolean open = true;
  private long nextTrim = System.nanoTime();

  /**
   * Everything up to that sequence was stored by then, and ordered sources had come so far in event
   * time.
   */
  private record Mark(long sequence, long atMicros, long newestOrdered) {}

  /**
   * Creates a feeder.
   *
   * @param writer the way to the store; null if there is none
   * @param keepMicros how long the journal keeps what is stored, in microseconds
   */
  JournalFeeder(
      EngineCore core,
      JournalLink link,
      RemovalJournal removals,
      Checkpoint checkpoint,
      @Nullable StoreWriter writer,
      long keepMicros) {
    this.link = link;
    this.journal = link.journal();
    this.checkpoint = checkpoint;
    this.writer = writer;
    this.clock = core.settings().clock();
    this.keepMicros = keepMicros;
    this.core = core;
    this.removals = removals;
    this.ahead = checkpoint.sequence();
    this.fed = ahead;
    thread.setDaemon(true);
  }

  /** Begins to carry on. */
  void start() {
    thread.start();
  }

  private void feed() {
    try {
      while (open) {
        if (!feedOrPause()) {
          TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what is left stays in the journal
    }
  }

  /** Carries on some of it, or says why that fails and waits; returns whether there may be more. */
  private boolean feedOrPause() throws InterruptedException {
    try {
      boolean moved = feedSome();
      if (System.nanoTime() - nextTrim >= 0) {
        maintain();
        nextTrim = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TRIM_MILLIS);
      }
      link.carriedOn();
      return moved;
    } catch (IOException | RuntimeException | Error e) { // nobody else carries on if this one ends
      link.cannotCarryOn(e);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    }
  }

  /** Moves the checkpoint and puts down what is kept beside the records. */
  private void maintain() {
    String before = Correlation.begin("checkpoint", stored);
    try {
      trim();
      core.deadLetters.write();
      removals.giveBack(fed);
    } finally {
      Correlation.end(before);
    }
  }

  /** Carries on some of it; returns whether there was any. */
  private boolean feedSome() throws IOException {
    if (writer == null) {
      fed = journal.durableSequence();
      stored = fed;
      return false;
    }
    boolean moved = readAhead(writer);
    return catchUp(writer) || moved;
  }

  /** Hands on the next records of all sources that are not behind. */
  private boolean readAhead(StoreWriter to) throws IOException {
    long durable = journal.durableSequence();
    if (ahead >= durable || (to.trouble() != null && to.waiting() >= to.most())) {
      return false;
    }
    long last = Math.min(durable, ahead + READ);
    Fair slice = new Fair(to);
    long next = journal.replay(ahead + 1, last, slice);
    to.add(slice.rows);
    behind.putAll(slice.left);
    ahead = Math.max(next - 1, last);
    if (behind.isEmpty()) {
      handedOn(to, ahead);
    }
    return true;
  }

  /** Hands on the next records of those sources that are behind, as the store has room for them. */
  private boolean catchUp(StoreWriter to) throws IOException {
    if (behind.isEmpty()) {
      return false;
    }
    long part = Math.max(1, to.most() / LITTLE);
    long waiting = behind.keySet().stream().mapToLong(lane -> lane.waiting.get()).sum();
    if (waiting >= part) {
      return false;
    }
    long last = Math.min(ahead, fed + Math.min(part, READ));
    LeftBehind slice = new LeftBehind();
    long next = journal.replay(fed + 1, last, slice);
    to.add(slice.rows);
    if (last == ahead) {
      behind.clear();
    }
    handedOn(to, Math.min(ahead, Math.max(next - 1, last)));
    return true;
  }

  /** Notes that all up to {@code sequence} is handed on: it is stored once the store says so. */
  private void handedOn(StoreWriter to, long sequence) {
    fed = sequence;
    to.onceStored(() -> stored = sequence);
  }

  /** Moves the checkpoint to where the store is; that forces a file, so not with each batch. */
  private void moveCheckpoint() {
    try {
      if (stored > checkpoint.sequence()) {
        checkpoint.advance(stored);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("sequence", stored)
          .addKeyValue("reason", e.toString())
          .log("the checkpoint of the journal cannot be moved");
    }
  }

  private void trim() {
    moveCheckpoint();
    long now = clock.millis() * 1_000;
    if (keepMicros != ENDLESS
        && (marks.isEmpty() || marks.getLast().sequence != checkpoint.sequence())) {
      marks.addLast(new Mark(checkpoint.sequence(), now, core.time().newest()));
    }
    long released = core.time().released();
    long upTo = 0;
    for (Mark oldest = marks.peekFirst();
        oldest != null && oldest.atMicros < now - keepMicros && oldest.newestOrdered <= released;
        oldest = marks.peekFirst()) {
      upTo = oldest.sequence;
      marks.removeFirst();
    }
    if (journal.state().status() == JournalState.Status.FULL && !holdsReadings()) {
      upTo = checkpoint.sequence();
    }
    if (removals.save(upTo) && upTo > 0) {
      try {
        if (journal.trim(upTo) > 0 && released != LiveSeries.NEVER) {
          link.released(released); // it stood in what is gone
        }
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("sequence", upTo)
            .addKeyValue("reason", e.toString())
            .log("the journal cannot be trimmed");
      }
    }
  }

  /** Returns whether there are readings of counters that are nowhere else but in the journal. */
  private boolean holdsReadings() {
    for (Shard shard : core.shards()) {
      if (shard.ask(unused -> shard.turns().holdsReadings())) {
        return true;
      }
    }
    return false;
  }

  /** Rows for the store out of a part of the journal. */
  private abstract class Slice implements JournalConsumer {
    final List<Row> rows = new ArrayList<>();

    /** Returns whether this reader hands on the measurement of a source. */
    abstract boolean wants(Lane lane, long sequence);

    @Override
    public void measurement(
        long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
      JournalLink.Entry entry = link.entry(id);
      if (entry == null // of an indicator that the catalogue lacks: recovery has seen to it
          || !wants(entry.account().source.lane, sequence)) {
        return;
      }
      Measurement measurement =
          new Measurement(
              entry.target().element(),
              entry.target().kpi(),
              Micros.instant(micros),
              Micros.instant(ingest),
              value,
              entry.unit(),
              quality,
              JournalLink.flags(flags));
      rows.add(new Row(measurement, entry.account(), sequence));
    }

    @Override
    public void entry(long sequence, int type, ByteBuffer bytes) {
      if (type == JournalEntries.WEIGHED) {
        JournalEntries.Weighed one = JournalEntries.weighed(bytes);
        measurement(
            sequence,
            one.id(),
            one.micros(),
            one.ingest(),
            one.value(),
            one.quality(),
            one.flags());
      }
    }
  }

  /** What is handed on at once; a source that has had its share is behind from there on. */
  private final class Fair extends Slice {
    private final Map<Lane, long[]> waiting = new HashMap<>();

    /** What falls behind here: not before all of the slice is handed on, for that may fail. */
    private final Map<Lane, Long> left = new HashMap<>();

    private final long most;
    private long total;

    private Fair(StoreWriter writer) {
      this.most = writer.most();
      this.total = writer.waiting();
    }

    @Override
    boolean wants(Lane lane, long sequence) {
      if ((!behind.isEmpty() && behind.containsKey(lane))
          || (!left.isEmpty() && left.containsKey(lane))) {
        return false;
      }
      long[] own = waiting.computeIfAbsent(lane, of -> new long[] {of.waiting.get()});
      if (own[0] < room()) {
        own[0]++;
        total++;
        return true;
      }
      left.put(lane, sequence);
      return false;
    }

    /** While half of the room is free a source may take that, then an equal part of the rest. */
    private long room() {
      return total < most / 2 ? most / 2 : Math.max(1, most / LITTLE / waiting.size());
    }
  }

  /** What was left behind. */
  private final class LeftBehind extends Slice {
    @Override
    boolean wants(Lane lane, long sequence) {
      Long since = behind.get(lane);
      return since != null && sequence >= since;
    }
  }

  /** Waits until all that was appended so far is durable and has been handed to the store. */
  boolean awaitFed(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long last = journal.state().appendedSequence();
    while (fed < last && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return fed >= last;
  }

  /** Moves the checkpoint for the last time: after the store was closed, before the journal is. */
  void finish() {
    moveCheckpoint();
    core.deadLetters.write();
    var unused = removals.save(0);
  }

  /** Hands on what was appended, for as long as the store takes it, and ends the thread. */
  void close(long millis) {
    try {
      var unused = awaitFed(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open = false; // what is not handed on by now stays in the journal
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
