package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.Topology;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.journal.JournalConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal brings back at the start of an engine: all that is still there is judged again, so
 * that scores are what they were, and what the store lacks counts as received and will be stored.
 *
 * <p>What ordered sources sent waits for its turn again, as it did when it came.
 */
final class JournalRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final EngineCore core;
  private final JournalLink link;
  private final RemovalReplay removals;
  private final long stored;
  private final Map<Integer, Known> known = new TreeMap<>();

  /** The last that is known of each source, by name. */
  private final Map<String, SourceOptions> sources = new HashMap<>();

  /** What was known of a number before this life. */
  record Known(String element, String kpi, String unit, SourceOptions source) {}

  /**
   * What recovery brought back.
   *
   * @param judged how many measurements were judged again
   * @param toStore how many of them the store lacks
   * @param lost how many cannot be read any more, because files were damaged
   */
  record Recovered(long judged, long toStore, long lost) {}

  /**
   * Creates a recovery.
   *
   * @param stored the sequence up to which the store has everything
   */
  JournalRecovery(EngineCore core, JournalLink link, RemovalReplay removals, long stored) {
    this.core = core;
    this.link = link;
    this.removals = removals;
    this.stored = stored;
  }

  /**
   * Brings back what was there before: lasting alerts from the store, and what the journal holds.
   *
   * @param topology what the engine is built with
   * @param store where history is kept, if it is
   * @param stored the sequence of the journal up to which the store has everything
   */
  static void resume(
      EngineCore core, Topology topology, @Nullable HistoryStore store, long stored) {
    core.alerts().holdBack();
    try {
      JournalLink journal = core.journal();
      RemovalJournal removed = core.removals();
      if (journal != null && removed != null) {
        RemovalReplay removals = new RemovalReplay(core, removed, topology);
        Recovered recovered = new JournalRecovery(core, journal, removals, stored).recover();
        LOG.atInfo()
            .addKeyValue("judged", recovered.judged())
            .addKeyValue("toStore", recovered.toStore())
            .addKeyValue("lost", recovered.lost())
            .log(
                "the journal held {} measurements, {} of them not stored yet; {} are lost by"
                    + " damage",
                recovered.judged(),
                recovered.toStore(),
                recovered.lost());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be read", e);
    } finally {
      core.alerts().letGo(store);
    }
  }

  /**
   * Judges again all that the journal holds. Call before anything is appended.
   *
   * @throws IOException if the journal cannot be read
   */
  Recovered recover() throws IOException {
    Map<Known, Integer> last = new HashMap<>();
    link.journal()
        .series(
            (id, element, kpi, unit) -> {
              Known one =
                  new Known(element, kpi, JournalLink.unitOf(unit), JournalLink.sourceOf(unit));
              known.put(id, one);
              sources.put(one.source.name(), one.source);
              last.put(one, id);
              link.reserve(id);
            });
    RecoveredOrder order = new RecoveredOrder(core);
    core.recoveredRates().begin();
    for (String name : orderedBefore()) {
      order.wasThere(lastKnown(SourceOptions.of(name)));
    }
    Judge judge = new Judge(order);
    var unused = link.journal().replay(1, Long.MAX_VALUE, judge);
    judge.unknown.close();
    order.end();
    removals.end();
    Set<String> gone = removals.removed();
    last.keySet().removeIf(one -> gone.contains(one.element));
    Set<Integer> newest = new TreeSet<>(last.values());
    newest.forEach(this::restoreIfAllowed);
    int removed = link.journal().retainSeries(id -> judge.used.get(id) || newest.contains(id));
    if (removed > 0) {
      LOG.info("{} definitions of series that the journal does not need are removed", removed);
    }
    removals.giveBack();
    return new Recovered(judge.judged, judge.toStore, judge.lost);
  }

  /** Returns the ordered sources that had joined before the first of what the journal holds. */
  private Set<String> orderedBefore() throws IOException {
    if (sources.values().stream().noneMatch(SourceOptions::ordered)) {
      return Set.of();
    }
    OrderedBefore look = new OrderedBefore(this::sourceOf);
    var unused = link.journal().replay(1, Long.MAX_VALUE, look);
    return look.names();
  }

  private @Nullable SourceOptions sourceOf(int id) {
    Known one = known.get(id);
    return one == null ? null : one.source;
  }

  private SourceOptions lastKnown(SourceOptions written) {
    return sources.getOrDefault(written.name(), written);
  }

  /** Restores a series of which the journal holds nothing any more, within the limits. */
  private void restoreIfAllowed(int id) {
    try {
      restore(id, core.intake()::series);
    } catch (IllegalStateException e) {
      Known one = Objects.requireNonNull(known.get(id));
      LOG.atWarn()
          .addKeyValue("source", one.source)
          .addKeyValue("element", one.element)
          .addKeyValue("kpi", one.kpi)
          .addKeyValue("reason", e.getMessage())
          .log("a series of an earlier life is not restored");
    }
  }

  /** How a series is found or made. */
  @FunctionalInterface
  private interface Maker {
    LiveSeries series(Source source, ElementPath element, Kpi kpi);
  }

  /** Restores a series unless that was done or it is not of the catalogue any more. */
  private void restore(int id, Maker maker) {
    Known one = known.get(id);
    if (one == null) {
      return;
    }
    ElementPath element = ElementPath.of(one.element);
    Kpi kpi = Kpi.of(one.kpi);
    if (link.entry(id) == null && core.catalog().find(kpi).isPresent()) {
      Source source = core.admission().restored(lastKnown(one.source));
      LiveSeries target = maker.series(source, element, kpi);
      Account account = core.intake().account(source, element);
      link.enter(id, new JournalLink.Entry(target, account, Unit.of(one.unit)));
    }
  }

  /** Returns a series whatever the limits are: what was acknowledged is not given up. */
  private LiveSeries inAnyCase(Source source, ElementPath element, Kpi kpi) {
    return core.shard(element).ask(known -> known.series(element, known.catalog().get(kpi)));
  }

  /** Judges what was accepted in an earlier life. */
  private final class Judge implements JournalConsumer {
    private final BitSet used = new BitSet();
    private final UnknownIndicators unknown =
        new UnknownIndicators(core, known::get, JournalRecovery.this::lastKnown);
    private final RecoveredOrder order;
    private long judged;

    /** Whether the journal may have held more once, and when the oldest came in that it holds. */
    private final boolean cut =
        link.journal().recovery().firstSequence() > 1 && link.journal().recovery().checkpoint() > 0;

    private long oldestIngest = Long.MAX_VALUE;
    private long toStore;
    private long lost;

    private Judge(RecoveredOrder order) {
      this.order = order;
    }

    @Override
    public void measurement(
        long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
      judge(sequence, new JournalEntries.Weighed(id, micros, ingest, value, quality, 1, flags));
    }

    @Override
    public void entry(long sequence, int type, ByteBuffer bytes) {
      if (type == JournalEntries.EVENT) {
        core.intake().judge(JournalEntries.event(bytes));
      } else if (type == JournalEntries.WEIGHED) {
        judge(sequence, JournalEntries.weighed(bytes));
      } else if (type == OrderEntries.POLL) {
        judge(OrderEntries.poll(bytes));
      } else if (type == OrderEntries.JOINED) {
        order.joined(lastKnown(OrderEntries.source(bytes)));
      } else if (type == OrderEntries.RELEASED) {
        order.released(OrderEntries.released(bytes));
      } else if (type == OrderEntries.LEFT) {
        order.left(lastKnown(OrderEntries.source(bytes)));
      } else if (type == JournalEntries.REMOVED || type == JournalEntries.ADDED) {
        removals.entry(sequence, type, bytes);
      }
    }

    @Override
    public void lost(long firstSequence, long count) {
      lost += count;
    }

    private JournalLink.@Nullable Entry entry(int id) {
      if (!used.get(id)) {
        used.set(id);
        restore(id, JournalRecovery.this::inAnyCase);
      }
      return link.entry(id);
    }

    private void judge(long sequence, JournalEntries.Weighed one) {
      JournalLink.Entry entry = entry(one.id());
      if (entry != null) {
        judge(entry, sequence, one);
      } else if (!known.containsKey(one.id())) {
        lost++; // its definition was
      } else if (sequence > stored) {
        unknown.add(one);
      }
    }

    /** Judges a reading of a counter; its rate is stored and counted by its own record. */
    private void judge(OrderEntries.Poll one) {
      JournalLink.Entry entry = entry(one.id());
      if (entry != null) {
        prepare(entry.target(), one.micros(), one.ingest());
        order.take(entry, one);
      } else if (!known.containsKey(one.id())) {
        lost++; // its definition was
      } else {
        unknown.passOver();
      }
    }

    /**
     * Prepares a series for what was measured: its element was there, and if the journal was cut,
     * windows that began before may lack something.
     */
    private void prepare(LiveSeries target, long micros, long ingest) {
      oldestIngest = Math.min(oldestIngest, ingest);
      if (cut || !target.attached()) {
        target.shard.change(
            known -> {
              if (cut && target.windows != null) {
                target.windows.resume(micros, ingest - oldestIngest);
              }
              if (!target.attached()) {
                removals.measured(known, target.element());
              }
            });
      }
    }

    private void judge(JournalLink.Entry entry, long sequence, JournalEntries.Weighed one) {
      prepare(entry.target(), one.micros(), one.ingest());
      boolean lacking = sequence > stored;
      if (JournalLink.isRate(one.flags())
          && core.recoveredRates().read(entry.target(), entry.account(), one.micros())) {
        if (lacking) {
          entry.target().shard.change(unused -> entry.account().accepted(one.micros()));
        }
      } else {
        order.take(entry, lacking, one, inUnit(entry, one.value()));
      }
      judged++;
      if (lacking) {
        toStore++;
        unknown.known(entry, one);
      }
    }
  }

  private static double inUnit(JournalLink.Entry entry, double value) {
    Unit now = entry.target().meaning.definition.unit();
    return entry.unit().equals(now)
        ? value
        : entry.unit().convertsTo(now) ? entry.unit().convert(value, now) : Double.NaN;
  }
}
