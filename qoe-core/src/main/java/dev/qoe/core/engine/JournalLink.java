package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.journal.Checkpoint;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalConsumer;
import dev.qoe.core.journal.JournalState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies between an engine and its journal: everything accepted is appended before it is judged,
 * a thread of its own carries on to the store what has become durable, and after a crash all that
 * is still there is judged again and what the store lacks is stored.
 *
 * <p>A measurement's sequence in the journal is its number in the store, so that one handed over
 * twice is stored once. The checkpoint says up to where the store has everything; the journal keeps
 * what is younger than the windows beyond that, so that scores come back too. Thread-safe.
 */
final class JournalLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int BATCH = 5_000;
  private static final long IDLE_MILLIS = 20;
  private static final long TRIM_MILLIS = 1_000;
  private static final String SOURCE_MARK = "\t";
  private static final QualityFlag[] FLAGS = QualityFlag.values();

  private final Journal journal;
  private final Checkpoint checkpoint;
  private final long keepMicros;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
  private final Thread feeder = new Thread(this::feed, "qoe-journal-feeder");
  private final Deque<Mark> marks = new ArrayDeque<>();
  private @Nullable StoreWriter writer;
  private volatile long fed;
  private volatile boolean open = true;

  /** What a number in the journal stands for. */
  private record Entry(LiveSeries target, Account account, Unit unit) {}

  /** What was known of a number before this life. */
  private record Known(String element, String kpi, String unit, String source) {}

  /** Everything up to that sequence came in no later than that. */
  private record Mark(long sequence, long ingestMicros) {}

  /** What recovery brought back. */
  record Recovered(long judged, long toStore, long lost) {}

  JournalLink(Journal journal, Checkpoint checkpoint, long keepMicros) {
    this.journal = journal;
    this.checkpoint = checkpoint;
    this.keepMicros = keepMicros;
    this.fed = checkpoint.sequence();
    feeder.setDaemon(true);
  }

  Journal journal() {
    return journal;
  }

  // ---- appending ----------------------------------------------------------------------------

  /** Appends a measurement; returns false if it has to be tried again. Under the shard's lock. */
  boolean append(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight,
      @Nullable Measurement original) {
    int id = account.source.isLocal() ? target.journalId : account.journalId(target);
    if (id == 0) {
      id = define(target, account);
      if (id == 0) {
        return false;
      }
    }
    long ingest = System.currentTimeMillis() * 1_000;
    int flags = original == null ? 0 : flags(original.flags());
    return weight == 1
        ? journal.append(id, micros, ingest, value, quality, flags) > 0
        : appendWeighed(id, micros, ingest, value, quality, weight, flags);
  }

  private boolean appendWeighed(
      int id, long micros, long ingest, double value, double quality, double weight, int flags) {
    byte[] bytes = JournalEntries.weighed(id, micros, ingest, value, quality, weight, flags);
    return journal.appendEntry(JournalEntries.WEIGHED, bytes, 0, bytes.length) > 0;
  }

  /** Appends an event; returns false if it has to be tried again. */
  boolean append(Event event) {
    byte[] bytes = JournalEntries.event(event);
    long sequence = journal.appendEntry(JournalEntries.EVENT, bytes, 0, bytes.length);
    return sequence > 0 || sequence == Journal.TOO_LARGE;
  }

  private int define(LiveSeries target, Account account) {
    int id = lastId.incrementAndGet();
    KpiDefinition definition = target.meaning.definition;
    boolean taken =
        journal.define(
            id,
            target.element().text(),
            definition.kpi().code(),
            definition.unit().symbol() + SOURCE_MARK + account.source.options().name());
    if (!taken) {
      return 0;
    }
    enter(id, new Entry(target, account, definition.unit()));
    return id;
  }

  private void enter(int id, Entry entry) {
    entries.put(id, entry);
    if (entry.account.source.isLocal()) {
      entry.target.journalId = id;
    } else {
      entry.account.journalId(entry.target, id);
    }
  }

  private static int flags(Set<QualityFlag> flags) {
    int bits = 0;
    for (int i = 0; i < FLAGS.length; i++) {
      bits |= flags.contains(FLAGS[i]) ? 1 << i : 0;
    }
    return bits;
  }

  private static Set<QualityFlag> flags(int bits) {
    Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    for (int i = 0; i < FLAGS.length; i++) {
      if ((bits & 1 << i) != 0) {
        flags.add(FLAGS[i]);
      }
    }
    return flags;
  }

  /** Answers once everything appended so far is durable. */
  void whenDurable(Consumer<Acceptance> answer) {
    long last = journal.state().appendedSequence();
    journal.whenDurable(
        last,
        (sequence, durable) ->
            answer.accept(durable ? Acceptance.ACCEPTED : Acceptance.RETRY_LATER));
  }

  // ---- recovery -----------------------------------------------------------------------------

  /**
   * Judges again all that the journal holds; what the store lacks counts as received and will be
   * stored. Call before anything is appended.
   *
   * @throws IOException if the journal cannot be read
   */
  Recovered recover(EngineCore core) throws IOException {
    Map<Integer, Known> known = new HashMap<>();
    journal.series(
        (id, element, kpi, unit) -> {
          int mark = unit.indexOf(SOURCE_MARK);
          known.put(id, new Known(element, kpi, unit.substring(0, mark), unit.substring(mark + 1)));
          lastId.accumulateAndGet(id, Math::max);
        });
    known.forEach((id, one) -> restore(core, id, one));
    Judge judge = new Judge(core, checkpoint.sequence());
    var unused = journal.replay(1, Long.MAX_VALUE, judge);
    return new Recovered(judge.judged, judge.toStore, judge.lost);
  }

  private void restore(EngineCore core, int id, Known one) {
    ElementPath element = ElementPath.of(one.element);
    Kpi kpi = Kpi.of(one.kpi);
    if (core.catalog().find(kpi).isPresent()) {
      Source source = core.admission().restored(one.source);
      LiveSeries target = core.series(source, element, kpi);
      enter(id, new Entry(target, core.account(source, element), Unit.of(one.unit)));
    }
  }

  /** Judges what was accepted in an earlier life. */
  private final class Judge implements JournalConsumer {
    private final EngineCore core;
    private final long stored;
    private long judged;
    private long toStore;
    private long lost;

    private Judge(EngineCore core, long stored) {
      this.core = core;
      this.stored = stored;
    }

    @Override
    public void measurement(
        long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
      judge(sequence, id, micros, value, quality, 1);
    }

    @Override
    public void entry(long sequence, int type, ByteBuffer bytes) {
      if (type == JournalEntries.EVENT) {
        core.judge(JournalEntries.event(bytes));
      } else if (type == JournalEntries.WEIGHED) {
        JournalEntries.Weighed weighed = JournalEntries.weighed(bytes);
        judge(
            sequence,
            weighed.id(),
            weighed.micros(),
            weighed.value(),
            weighed.quality(),
            weighed.weight());
      }
    }

    @Override
    public void lost(long firstSequence, long count) {
      lost += count;
    }

    private void judge(
        long sequence, int id, long micros, double value, double quality, double weight) {
      Entry entry = entries.get(id);
      if (entry != null) {
        double inUnit = inUnit(entry, value);
        entry.target.shard.change(
            unused -> {
              if (sequence > stored) {
                entry.account.accepted(micros);
              }
              if (entry.target.attached() && !Double.isNaN(inUnit)) {
                entry.target.shard.judge(
                    entry.target, entry.account, micros, inUnit, quality, weight);
              }
            });
        judged++;
        toStore += sequence > stored ? 1 : 0;
      }
    }
  }

  private static double inUnit(Entry entry, double value) {
    Unit now = entry.target.meaning.definition.unit();
    return entry.unit.equals(now)
        ? value
        : entry.unit.convertsTo(now) ? entry.unit.convert(value, now) : Double.NaN;
  }

  // ---- to the store -------------------------------------------------------------------------

  /** Begins to carry on to the store, if there is one, what has become durable. */
  void start(@Nullable StoreWriter to) {
    writer = to;
    feeder.start();
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
      long next = journal.replay(fed + 1, Math.min(durable, fed + BATCH), batch);
      batch.seal();
      fed = Math.max(next - 1, Math.min(durable, fed + BATCH));
      settled(fed);
      return true;
    } catch (IOException e) {
      LOG.error("the journal cannot be read, trying again: {}", e.getMessage());
      TimeUnit.SECONDS.sleep(1);
      return true;
    }
  }

  /** Moves the checkpoint once all up to {@code sequence} is stored. */
  private void settled(long sequence) {
    if (writer == null) {
      advance(sequence);
    } else {
      writer.then(unused -> advance(sequence));
    }
  }

  private void advance(long sequence) {
    try {
      checkpoint.advance(sequence);
    } catch (IOException e) {
      LOG.warn("the checkpoint of the journal cannot be moved: {}", e.getMessage());
    }
  }

  private void trim() {
    long now = System.currentTimeMillis() * 1_000;
    marks.addLast(new Mark(checkpoint.sequence(), now));
    long upTo = 0;
    for (Mark oldest = marks.peekFirst();
        oldest != null && oldest.ingestMicros < now - keepMicros;
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
      Entry entry = entries.get(id);
      if (entry == null) {
        return; // of an indicator that is not of the catalogue any more
      }
      if (!measurements.isEmpty() && sequence != first + measurements.size()) {
        seal();
      }
      if (measurements.isEmpty()) {
        first = sequence;
      }
      measurements.add(
          new Measurement(
              entry.target.element(),
              entry.target.kpi(),
              Micros.instant(micros),
              Micros.instant(ingest),
              value,
              entry.unit,
              quality,
              flags(flags)));
      accounts.add(entry.account);
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

  /** Returns up to which sequence everything is handed to the store. */
  long fed() {
    return fed;
  }

  /** Waits until all that is durable has been handed to the store. */
  boolean awaitFed(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long last = journal.state().appendedSequence();
    while (fed < last && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return fed >= last;
  }

  /** Returns the oldest trouble of the journal, if there is any. */
  Optional<String> trouble() {
    JournalState state = journal.state();
    return state.healthy() ? Optional.empty() : Optional.of(state.reason());
  }

  /** Hands on what is durable, for as long as the store takes it, and ends the feeder. */
  void stopFeeding(long millis) {
    try {
      var unused = awaitFed(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open = false;
    feeder.interrupt();
    try {
      feeder.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
