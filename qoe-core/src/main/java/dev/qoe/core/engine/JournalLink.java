package dev.qoe.core.engine;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Correlation;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalState;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies between an engine and its journal: everything accepted is appended before it is judged,
 * under a number that stands for a series as one source records it. Thread-safe.
 */
final class JournalLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final String SOURCE_MARK = "\t";

  /** Marks a measurement as the rate of a reading that was appended before, beside its flags. */
  private static final int RATE = 1 << 15;

  private static final QualityFlag[] FLAGS = QualityFlag.values();

  private final Journal journal;
  private final InstantSource clock;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();

  /** Why what is in the journal cannot be carried on now; null while it is. */
  private volatile @Nullable String feedTrouble;

  /** How often that was so; of the thread that carries on. */
  private long troubles;

  /** What a number in the journal stands for. */
  record Entry(LiveSeries target, Account account, Unit unit) {}

  JournalLink(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  Journal journal() {
    return journal;
  }

  /** Appends a measurement; returns false if it has to be tried again. Under the shard's lock. */
  boolean append(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight,
      @Nullable Measurement original) {
    int id = id(target, account);
    if (id == 0) {
      return false;
    }
    long ingest = clock.millis() * 1_000;
    int flags = original == null ? 0 : flags(original.flags());
    return weight == 1
        ? journal.append(id, micros, ingest, value, quality, flags) > 0
        : appendWeighed(id, micros, ingest, value, quality, weight, flags);
  }

  /** Returns the number of a series as a source records it; 0 if it cannot be given one now. */
  private int id(LiveSeries target, Account account) {
    int id = account.source.isLocal() ? target.journalId : account.journalId(target);
    return id == 0 ? define(target, account) : id;
  }

  /** Appends a reading of a counter that waits; returns false if it has to be tried again. */
  boolean append(CounterPoll poll) {
    int id = id(poll.target(), poll.account());
    return id != 0
        && appendEntry(
            OrderEntries.POLL, OrderEntries.poll(id, clock.millis() * 1_000, poll.sample()));
  }

  /** Appends the rate of such a reading; returns false if it has to be tried again. */
  boolean appendRate(LiveSeries target, Account account, long micros, double rate) {
    int id = id(target, account);
    return id != 0 && journal.append(id, micros, clock.millis() * 1_000, rate, 1, RATE) > 0;
  }

  static boolean isRate(int flags) {
    return (flags & RATE) != 0;
  }

  /** Notes that others wait for an ordered source from now on. */
  void joined(Source source) {
    note(OrderEntries.JOINED, source);
  }

  /** Notes that nobody waits for an ordered source any more. */
  void left(Source source) {
    note(OrderEntries.LEFT, source);
  }

  /**
   * Notes that what ordered sources measured up to that time is about to be judged, so that after a
   * crash it is judged at the same place among all else; if there is no room, somewhat later.
   */
  void released(long watermarkMicros) {
    var unused = appendEntry(OrderEntries.RELEASED, OrderEntries.released(watermarkMicros));
  }

  private void note(int type, Source source) {
    if (!appendEntry(type, OrderEntries.source(source.options()))) {
      LOG.warn(
          "the journal has no room to note that others wait, or do not, for {}: after a crash they"
              + " may wait until it counts as idle",
          source);
    }
  }

  private boolean appendEntry(int type, byte[] bytes) {
    return journal.appendEntry(type, bytes, 0, bytes.length) > 0;
  }

  private boolean appendWeighed(
      int id, long micros, long ingest, double value, double quality, double weight, int flags) {
    byte[] bytes = JournalEntries.weighed(id, micros, ingest, value, quality, weight, flags);
    return appendEntry(JournalEntries.WEIGHED, bytes);
  }

  /**
   * Appends an event.
   *
   * @return RETRY_LATER if there is no room, REFUSED if it is larger than an entry may be
   */
  Acceptance append(Event event) {
    byte[] bytes = JournalEntries.event(event);
    long sequence = journal.appendEntry(JournalEntries.EVENT, bytes, 0, bytes.length);
    if (sequence == Journal.TOO_LARGE) {
      return Acceptance.REFUSED;
    }
    return sequence > 0 ? Acceptance.ACCEPTED : Acceptance.RETRY_LATER;
  }

  /**
   * Appends which elements were removed, or added again.
   *
   * @param type what became of them
   * @return the sequence, {@code <= 0} if there is no room for it
   */
  long append(int type, Collection<ElementPath> elements) {
    byte[] bytes = JournalEntries.elements(elements);
    return journal.appendEntry(type, bytes, 0, bytes.length);
  }

  /** One at a time: see {@link #lastDefined}. */
  private synchronized int define(LiveSeries target, Account account) {
    int id = lastId.get() + 1;
    KpiDefinition definition = target.meaning.definition;
    boolean taken =
        journal.define(
            id,
            target.element().text(),
            definition.kpi().code(),
            definition.unit().symbol()
                + SOURCE_MARK
                + OrderEntries.written(account.source.options()));
    if (!taken) {
      return 0;
    }
    enter(id, new Entry(target, account, definition.unit()));
    lastId.set(id);
    return id;
  }

  /** Returns what a number stands for; null if that is not of the catalogue any more. */
  @Nullable Entry entry(int id) {
    return entries.get(id);
  }

  /** Returns the unit of a series as it is written in the journal, without the source. */
  static String unitOf(String written) {
    return written.substring(0, written.indexOf(SOURCE_MARK));
  }

  /** Returns what is written of the source in the journal with the unit of a series. */
  static String sourceIn(String written) {
    return written.substring(written.indexOf(SOURCE_MARK) + 1);
  }

  /** Gives that number and those below it to no other series. */
  void reserve(int id) {
    lastId.accumulateAndGet(id, Math::max);
  }

  /** Returns the highest number that is given or reserved; 0 if none is. */
  int lastNumber() {
    return lastId.get();
  }

  /** Takes note of what a number stands for. */
  void enter(int id, Entry entry) {
    entries.put(id, entry);
    if (entry.unit.equals(entry.target.meaning.definition.unit())) {
      number(entry, id);
    } // else it stands for what was recorded before the unit was changed
  }

  private static void number(Entry entry, int id) {
    if (entry.account.source.isLocal()) {
      entry.target.journalId = id;
    } else {
      entry.account.journalId(entry.target, id);
    }
  }

  /** Returns how many numbers stand for something. */
  int known() {
    return entries.size();
  }

  /**
   * Gives the numbers of series that are not there any more back. Call when all that was appended
   * of them has been carried on, and while nobody adds elements.
   *
   * @param elements whose series they are
   */
  void giveBack(Set<ElementPath> elements) {
    if (elements.isEmpty()) {
      return;
    }
    entries.forEach(
        (id, entry) -> {
          LiveSeries target = entry.target;
          if (elements.contains(target.element())) {
            target.shard.change(
                known -> {
                  if (!known.holds(target)) {
                    number(entry, 0);
                    entries.remove(id);
                  }
                });
          }
        });
  }

  /** Returns what to do in each shard when a catalogue is put in force there. */
  Renumbering renumbering(KpiCatalog catalog) {
    int known = lastDefined();
    Map<Shard, List<Entry>> changed =
        entries.values().stream()
            .filter(entry -> isOther(catalog, entry))
            .collect(Collectors.groupingBy(entry -> entry.target.shard));
    return new Renumbering(catalog, changed, known);
  }

  /** Returns a number up to which all that are given are known by what they stand for. */
  private synchronized int lastDefined() {
    return lastId.get();
  }

  private static boolean isOther(KpiCatalog catalog, Entry entry) {
    return catalog
        .find(entry.target.kpi())
        .filter(definition -> !definition.unit().equals(entry.unit))
        .isPresent();
  }

  /** Gives new numbers to what has another unit in a new catalogue than its numbers stand for. */
  final class Renumbering {
    private final KpiCatalog catalog;
    private final Map<Shard, List<Entry>> changed;
    private final int known;

    private Renumbering(KpiCatalog catalog, Map<Shard, List<Entry>> changed, int known) {
      this.catalog = catalog;
      this.changed = changed;
      this.known = known;
    }

    /** Does so for a shard, with what came up since this was made, too; under its lock. */
    void apply(Shard shard) {
      changed.getOrDefault(shard, List.of()).forEach(entry -> number(entry, 0));
      int last = lastId.get();
      for (int id = known + 1; id <= last; id++) {
        Entry entry = entries.get(id);
        if (entry != null && entry.target.shard == shard && isOther(catalog, entry)) {
          number(entry, 0);
        }
      }
    }
  }

  private static int flags(Set<QualityFlag> flags) {
    int bits = 0;
    for (int i = 0; i < FLAGS.length; i++) {
      bits |= flags.contains(FLAGS[i]) ? 1 << i : 0;
    }
    return bits;
  }

  static Set<QualityFlag> flags(int bits) {
    Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    for (int i = 0; i < FLAGS.length; i++) {
      if ((bits & (1 << i)) != 0) {
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

  /** Notes that what is in the journal cannot be carried on to the store now. */
  void cannotCarryOn(Throwable cause) {
    String found = "what is in the journal cannot be carried on, trying again: " + cause;
    if (!found.equals(feedTrouble)) {
      troubles += feedTrouble == null ? 1 : 0;
      String before = Correlation.begin("feed", troubles);
      LOG.atError().addKeyValue("reason", cause.toString()).setCause(cause).log("{}", found);
      Correlation.end(before);
    }
    feedTrouble = found;
  }

  /** Notes that what is in the journal is carried on. */
  void carriedOn() {
    if (feedTrouble != null) {
      String before = Correlation.begin("feed", troubles);
      LOG.info("what is in the journal is carried on again");
      Correlation.end(before);
      feedTrouble = null;
    }
  }

  /** Returns what is wrong with the journal, if anything is. */
  Optional<String> trouble() {
    JournalState state = journal.state();
    return state.healthy() ? Optional.ofNullable(feedTrouble) : Optional.of(state.reason());
  }

  @Override
  public void close() {
    journal.close();
  }
}
