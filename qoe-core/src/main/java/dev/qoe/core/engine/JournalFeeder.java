package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries on to the store what has become durable in the journal.
 *
 * <p>A measurement's sequence in the journal is its number in the store, so that one handed over
 * twice is stored once. The checkpoint says up to where the store has everything; the journal keeps
 * what is younger than the windows beyond that, so that scores come back too. Thread-safe.
 */
final class JournalFeeder {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  /** How many records are read at a time, and how many are handed over together. */
  private static final int READ = 50_000;

  private static final int BATCH = 5_000;
  private static final long IDLE_MILLIS = 20;
  private static final long TRIM_MILLIS = 1_000;

  private final JournalLink link;
  private final Journal journal;
  private final Checkpoint checkpoint;
  private final @Nullable StoreWriter writer;
  private final InstantSource clock;
  private final long keepMicros;
  private final Thread thread = new Thread(this::feed, "qoe-journal-feeder");
  private final Deque<Mark> marks = new ArrayDeque<>();
  private volatile long fed;

  /** Up to which sequence the store has everything. */
  private volatile long stored;

  private volatile boolean open = true;

  /** Everything up to that sequence was stored by then. */
  private record Mark(long sequence, long atMicros) {}

  /**
   * Creates a feeder.
   *
   * @param writer the way to the store; null if there is none
   * @param keepMicros how long the journal keeps what is stored, in microseconds
   */
  JournalFeeder(
      JournalLink link,
      Checkpoint checkpoint,
      @Nullable StoreWriter writer,
      InstantSource clock,
      long keepMicros) {
    this.link = link;
    this.journal = link.journal();
    this.checkpoint = checkpoint;
    this.writer = writer;
    this.clock = clock;
    this.keepMicros = keepMicros;
    this.fed = checkpoint.sequence();
    thread.setDaemon(true);
  }

  /** Begins to carry on. */
  void start() {
    thread.start();
  }

  private void feed() {
    long nextTrim = System.nanoTime();
    try {
      while (open || fed < journal.durableSequence()) {
        boolean moved = feedSome();
        if (System.nanoTime() - nextTrim >= 0) {
          trim();
          nextTrim = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TRIM_MILLIS);
        }
        if (!moved) {
          TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what is left stays in the journal
    }
  }

  /** Carries on a batch; returns whether there was one. */
  private boolean feedSome() throws InterruptedException {
    long durable = journal.durableSequence();
    if (fed >= durable) {
      return false;
    }
    if (writer != null && !writer.awaitRoom(TimeUnit.SECONDS.toMillis(1))) {
      return open;
    }
    Batch batch = new Batch();
    try {
      long next = journal.replay(fed + 1, Math.min(durable, fed + READ), batch);
      batch.seal();
      fed = Math.max(next - 1, Math.min(durable, fed + READ));
      settled(fed);
      return true;
    } catch (IOException e) {
      LOG.error("the journal cannot be read, trying again: {}", e.getMessage());
      TimeUnit.SECONDS.sleep(1);
      return true;
    }
  }

  /** Notes that all up to {@code sequence} is handed over: it is stored once the store says so. */
  private void settled(long sequence) {
    if (writer == null) {
      stored = sequence;
    } else {
      writer.onceStored(() -> stored = sequence);
    }
  }

  /** Moves the checkpoint to where the store is; that forces a file, so not with each batch. */
  private void moveCheckpoint() {
    try {
      if (stored > checkpoint.sequence()) {
        checkpoint.advance(stored);
      }
    } catch (IOException e) {
      LOG.warn("the checkpoint of the journal cannot be moved: {}", e.getMessage());
    }
  }

  private void trim() {
    moveCheckpoint();
    long now = clock.millis() * 1_000;
    marks.addLast(new Mark(checkpoint.sequence(), now));
    long upTo = 0;
    for (Mark oldest = marks.peekFirst();
        oldest != null && oldest.atMicros < now - keepMicros;
        oldest = marks.peekFirst()) {
      upTo = oldest.sequence;
      marks.removeFirst();
    }
    if (journal.state().status() == JournalState.Status.FULL) {
      upTo = checkpoint.sequence();
    }
    if (upTo > 0) {
      try {
        var unused = journal.trim(upTo);
      } catch (IOException e) {
        LOG.warn("the journal cannot be trimmed: {}", e.getMessage());
      }
    }
  }

  /** Measurements on their way to the store, those of successive numbers together. */
  private final class Batch implements JournalConsumer {
    private List<Measurement> measurements = new ArrayList<>();
    private List<Account> accounts = new ArrayList<>();
    private long first;

    @Override
    public void measurement(
        long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
      JournalLink.Entry entry = link.entry(id);
      if (entry == null) {
        return; // of an indicator that is not of the catalogue any more
      }
      if (!measurements.isEmpty()
          && (sequence != first + measurements.size() || measurements.size() == BATCH)) {
        seal();
      }
      if (measurements.isEmpty()) {
        first = sequence;
      }
      measurements.add(
          new Measurement(
              entry.target().element(),
              entry.target().kpi(),
              Micros.instant(micros),
              Micros.instant(ingest),
              value,
              entry.unit(),
              quality,
              JournalLink.flags(flags)));
      accounts.add(entry.account());
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

    private void seal() {
      if (!measurements.isEmpty() && writer != null) {
        writer.add(first, measurements, accounts);
      }
      measurements = new ArrayList<>();
      accounts = new ArrayList<>();
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
  }

  /** Hands on what was appended, for as long as the store takes it, and ends the thread. */
  void close(long millis) {
    try {
      var unused = awaitFed(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open = false;
    thread.interrupt();
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
