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
  private final KnownSeries known;

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
   * @throws IOException if the journal cannot be read
   */
  JournalRecovery(EngineCore core, JournalLink link, RemovalReplay removals, long stored)
      throws IOException {
    this.core = core;
    this.link = link;
    this.removals = removals;
    this.stored = stored;
    this.known = new KnownSeries(link);
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
    RecoveredOrder order = new RecoveredOrder(core);
    core.recoveredRates().begin();
    for (String name : orderedBefore()) {
      order.wasThere(known.lastKnown(SourceOptions.of(name)));
    }
    Judge judge = new Judge(order, link.lastNumber());
    var unused = link.journal().replay(1, Long.MAX_VALUE, judge);
    judge.block.judge();
    judge.unknown.close();
    order.end();
    removals.end();
    BitSet newest = known.newest(removals.removed());
    newest.stream().forEach(this::restoreIfAllowed);
    int removed = link.journal().retainSeries(id -> judge.used.get(id) || newest.get(id));
    if (removed > 0) {
      LOG.info("{} definitions of series that the journal does not need are removed", removed);
    }
    removals.giveBack();
    return new Recovered(judge.judged, judge.toStore, judge.lost);
  }

  /** Returns the ordered sources that had joined before the first of what the journal holds. */
  private Set<String> orderedBefore() throws IOException {
    if (!known.ordered()) {
      return Set.of();
    }
    OrderedBefore look = new OrderedBefore(known::source);
    var unused = link.journal().replay(1, Long.MAX_VALUE, look);
    return look.names();
  }

  /** Restores a series of which the journal holds nothing any more, within the limits. */
  private void restoreIfAllowed(int id) {
    try {
      restore(id, core.intake()::series);
    } catch (IllegalStateException e) {
      KnownSeries.Known one = Objects.requireNonNull(known.find(id));
      LOG.atWarn()
          .addKeyValue("source", one.source())
          .addKeyValue("element", one.element())
          .addKeyValue("kpi", one.kpi())
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
    KnownSeries.Known one = known.find(id);
    if (one != null && link.entry(id) == null && core.catalog().find(one.kpi()).isPresent()) {
      Source source = core.admission().restored(known.lastKnown(one.source()));
      LiveSeries target = maker.series(source, one.element(), one.kpi());
      Account account = core.intake().account(source, one.element());
      link.enter(id, new JournalLink.Entry(target, account, Unit.of(one.unit())));
    }
  }

  /** Returns a series whatever the limits are: what was acknowledged is not given up. */
  private LiveSeries inAnyCase(Source source, ElementPath element, Kpi kpi) {
    return core.shard(element).ask(known -> known.series(element, known.catalog().get(kpi)));
  }

  /** Judges what was accepted in an earlier life. */
  private final class Judge implements JournalConsumer {
    private final BitSet used = new BitSet();

    /**
     * By number: to look a map up would take longer than to judge. It has room for each number that
     * was ever given, which is little beside what the series of today take.
     */
    private final @Nullable RecoveredSeries[] restored;

    private final RecoveredBlock block;
    private final RecoveredMeasurement single = new RecoveredMeasurement();

    /** The accounts of what the store has: it is received in no ledger any more. */
    private final Map<Account, Account> settled = new HashMap<>();

    private final UnknownIndicators unknown = new UnknownIndicators(core, known);
    private final RecoveredOrder order;
    private long judged;

    /** Whether the journal may have held more once, and when the oldest came in that it holds. */
    private final boolean cut =
        link.journal().recovery().firstSequence() > 1 && link.journal().recovery().checkpoint() > 0;

    private long oldestIngest = Long.MAX_VALUE;
    private long toStore;
    private long lost;

    private Judge(RecoveredOrder order, int highest) {
      this.order = order;
      this.restored = new RecoveredSeries[highest + 1];
      this.block = new RecoveredBlock(restored, this::judge);
    }

    @Override
    public void measurement(
        long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
      RecoveredMeasurement one = seriesOf(id) == null ? single : block.next();
      one.fill(sequence, id, micros, ingest, value, quality, flags);
      if (one == single) {
        withoutSeries(one);
      }
    }

    @Override
    public void entry(long sequence, int type, ByteBuffer bytes) {
      block.judge();
      if (type == JournalEntries.EVENT) {
        core.intake().judge(JournalEntries.event(bytes));
      } else if (type == JournalEntries.WEIGHED) {
        single.fill(sequence, JournalEntries.weighed(bytes));
        judge(single);
      } else if (type == OrderEntries.POLL) {
        judge(OrderEntries.poll(bytes));
      } else if (type == OrderEntries.JOINED) {
        order.joined(known.lastKnown(OrderEntries.source(bytes)));
      } else if (type == OrderEntries.RELEASED) {
        order.released(OrderEntries.released(bytes));
      } else if (type == OrderEntries.LEFT) {
        order.left(known.lastKnown(OrderEntries.source(bytes)));
      } else if (type == JournalEntries.REMOVED || type == JournalEntries.ADDED) {
        removals.entry(sequence, type, bytes);
      }
    }

    @Override
    public void lost(long firstSequence, long count) {
      lost += count;
    }

    /** Returns the series that a number stands for; null if that is not known any more. */
    private @Nullable RecoveredSeries seriesOf(int id) {
      if (!used.get(id)) {
        used.set(id);
        link.reserve(id); // also if its definition is lost: it must not come to mean another series
        block.judge(); // a series is not there before its first measurement
        restore(id, JournalRecovery.this::inAnyCase);
        JournalLink.Entry entry = link.entry(id);
        if (entry != null) {
          restored[id] = RecoveredSeries.of(entry, settled(entry.account()));
        }
      }
      return id < restored.length ? restored[id] : null;
    }

    private Account settled(Account account) {
      return settled.computeIfAbsent(
          account, of -> new Account(of.source, of.tenant, of.allowance));
    }

    private void judge(RecoveredMeasurement one) {
      RecoveredSeries series = seriesOf(one.id);
      if (series == null) {
        withoutSeries(one);
      } else {
        judge(series, one);
      }
    }

    /** Accounts for what there is no series for. */
    private void withoutSeries(RecoveredMeasurement one) {
      if (known.find(one.id) == null) {
        lost++; // its definition was
      } else if (one.sequence > stored) {
        unknown.add(one);
      }
    }

    /** Judges a reading of a counter; its rate is stored and counted by its own record. */
    private void judge(OrderEntries.Poll one) {
      RecoveredSeries series = seriesOf(one.id());
      if (series != null) {
        prepare(series.target(), one.micros(), one.ingest());
        order.take(series, one);
      } else if (known.find(one.id()) == null) {
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
      if ((cut && target.windows != null) || !target.attached()) {
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

    private void judge(RecoveredSeries series, RecoveredMeasurement one) {
      LiveSeries target = series.target();
      Account account = series.account();
      prepare(target, one.micros, one.ingest);
      boolean lacking = one.sequence > stored;
      if (JournalLink.isRate(one.flags)
          && core.recoveredRates().read(target, account, one.micros)) {
        if (lacking) {
          long micros = one.micros;
          target.shard.change(unused -> account.accepted(micros));
        }
      } else {
        order.take(target, lacking ? account : series.settled(), one, series.inUnit(one.value));
      }
      judged++;
      if (lacking) {
        toStore++;
        unknown.known(series, one);
      }
    }
  }
}
