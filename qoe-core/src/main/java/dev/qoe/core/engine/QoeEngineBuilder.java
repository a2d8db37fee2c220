package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.Topology;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.Checkpoint;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.meter.Health;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Selector;
import dev.qoe.core.score.ScoringModel;
import dev.qoe.core.window.Windows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A builder of engines.
 *
 * <p>One method for each option, so it is over 400 lines. Confine to one thread.
 *
 * @since 0.1
 */
public final class QoeEngineBuilder {

  private KpiCatalog catalog = KpiCatalog.standard();
  private double exponent = 1;
  private double ownShare = 0.5;
  private Topology topology = Topology.empty();
  private AlertRules rules = AlertRules.none();
  private @Nullable HistoryStore store;
  private @Nullable InstantSource clock;
  private boolean replaying;
  private @Nullable Duration window = Duration.ofMinutes(1);
  private int fullEvidence = 1;
  private Duration emission = Duration.ofMinutes(1);
  private int shards = 64;
  private int shortHistory;
  private int mostWaiting = 200_000;
  private long mostSeries = 5_000_000;
  private long memoryBytes = Runtime.getRuntime().maxMemory() / 2;
  private final Map<Tenant, Quota> quotas = new HashMap<>();
  private final Map<String, Supplier<Health>> watched = new TreeMap<>();
  private @Nullable JournalStart journal;

  private final List<DeclaredWindows.Declaration> windows = new ArrayList<>();
  private final List<Consumer<? super ToldWindow>> windowListeners = new ArrayList<>();

  /** How much longer than two windows the journal keeps what is stored. */
  private static final long KEPT_MORE_MICROS = 60_000_000;

  QoeEngineBuilder() {}

  /** Sets the indicators; the standard catalogue unless set. */
  public QoeEngineBuilder catalog(KpiCatalog value) {
    this.catalog = value;
    return this;
  }

  /** Sets the declared elements and links; none unless set. */
  public QoeEngineBuilder topology(Topology value) {
    this.topology = value;
    return this;
  }

  /** Sets the alert rules; none unless set. */
  public QoeEngineBuilder rules(AlertRules value) {
    this.rules = value;
    return this;
  }

  /** Sets where history is kept; the engine closes it. Nothing is kept unless set. */
  public QoeEngineBuilder store(HistoryStore value) {
    this.store = value;
    return this;
  }

  /**
   * Sets the exponent of the power mean, above 0 and at most 1; 1, the weighted mean, unless set.
   */
  public QoeEngineBuilder powerMean(double value) {
    this.exponent = value;
    return this;
  }

  /** Sets the share of own indicators beside scored children, 0 to 1; 0.5 unless set. */
  public QoeEngineBuilder ownShare(double value) {
    this.ownShare = value;
    return this;
  }

  /**
   * Sets the span of event time whose values, with those of the span before it, make a score,
   * {@code >= 0}; a minute unless set. A value may come late by up to a span. Zero scores the
   * newest value.
   */
  public QoeEngineBuilder window(Duration value) {
    this.window = value;
    return this;
  }

  /** Lets everything ever recorded make the score, so that nothing grows stale: for reports. */
  public QoeEngineBuilder wholePeriod() {
    this.window = null;
    return this;
  }

  /**
   * Sets how many values of an indicator in a window make it fully trusted, {@code >= 1}; 1 unless
   * set. Fewer lower the confidence in proportion.
   */
  public QoeEngineBuilder fullEvidence(int value) {
    this.fullEvidence = value;
    return this;
  }

  /**
   * Sets how often changed scores are announced and stored, at least a microsecond; a minute unless
   * set.
   */
  public QoeEngineBuilder emitEvery(Duration value) {
    this.emission = value;
    return this;
  }

  /**
   * Sets into how many parts the elements are split, from 1 to 4,096; 64 unless set. Threads that
   * record for different parts do not wait for each other; what comes out is the same whatever
   * their number. An element lies in one part with all that shares the first two segments of its
   * path.
   */
  public QoeEngineBuilder shards(int value) {
    this.shards = value;
    return this;
  }

  /**
   * Sets how many measurements may wait for the store, {@code > 0}; 200,000 unless set. From half
   * of that on each source may only fill its equal share. With a journal the rest waits there.
   */
  public QoeEngineBuilder mostWaiting(int value) {
    this.mostWaiting = value;
    return this;
  }

  /**
   * Sets how many series there may be, {@code > 0}, and no more declared elements; five million
   * unless set.
   */
  public QoeEngineBuilder mostSeries(long value) {
    this.mostSeries = value;
    return this;
  }

  /**
   * Sets how many bytes series, declared elements and queues together may take, {@code > 0}; half
   * of the heap unless set. What would take more is refused or has to wait.
   */
  public QoeEngineBuilder memory(long bytes) {
    this.memoryBytes = bytes;
    return this;
  }

  /**
   * Keeps the newest so many values of each series at hand, for example 60 for a spark line, from 0
   * to 10,000; none unless set. Takes 16 bytes a value and 64 a series.
   */
  public QoeEngineBuilder shortHistory(int values) {
    this.shortHistory = values;
    return this;
  }

  /** Sets how much one tenant may hand in, from all sources together; any amount unless set. */
  public QoeEngineBuilder quota(Tenant tenant, Quota quota) {
    quotas.put(tenant, quota);
    return this;
  }

  /**
   * Keeps a journal in a folder: what was accepted outlives the end of the process and a loss of
   * power, and a store that is down is caught up with later; dead letters are kept there, too. None
   * unless set.
   */
  public QoeEngineBuilder journal(Path folder) {
    return journal(folder, JournalOptions.standard());
  }

  /** Keeps a journal in a folder, with other sizes, ages and intervals. */
  public QoeEngineBuilder journal(Path folder, JournalOptions options) {
    return journal(new JournalStart(folder, () -> Journal.open(folder, options)));
  }

  /** Keeps a journal that is opened at the start. */
  QoeEngineBuilder journal(JournalStart value) {
    this.journal = value;
    return this;
  }

  /**
   * Makes something of the host's a part of the engine's health, for example {@code watch("jobs",
   * jobs::health)}; asked whenever {@link QoeEngine#health()} is.
   */
  public QoeEngineBuilder watch(String part, Supplier<Health> health) {
    watched.put(part, health);
    return this;
  }

  /**
   * Gathers indicators of all elements in windows of event time; none unless declared. The same
   * indicator may be gathered in several.
   *
   * @param name what these windows are called, unlike any others
   * @param how their cut, how long they wait, and what is told of them
   * @param kpis the indicators, at least one
   */
  public QoeEngineBuilder windows(String name, Windows how, Kpi... kpis) {
    return windows(name, how, Selector.ofType("*"), kpis);
  }

  /** Gathers indicators of some elements, selected as by a rule, in windows of event time. */
  public QoeEngineBuilder windows(String name, Windows how, Selector on, Kpi... kpis) {
    windows.add(new DeclaredWindows.Declaration(name, on, List.of(kpis), how));
    return this;
  }

  /**
   * Calls {@code listener} for each window that is closed or amended, on a thread of the engine's,
   * from the start: with a journal even before {@link #start} returns, for windows that may have
   * been told in an earlier life.
   */
  public QoeEngineBuilder onWindow(Consumer<? super ToldWindow> listener) {
    windowListeners.add(listener);
    return this;
  }

  /**
   * Sets the clock; the system's unless set. With another clock nothing happens by itself: periods
   * end when a measurement comes or {@link QoeEngine#tick()} is called.
   */
  public QoeEngineBuilder clock(InstantSource value) {
    this.clock = value;
    return this;
  }

  /** Lets the newest event time be the engine's time: for history and simulation. */
  public QoeEngineBuilder replaying() {
    this.replaying = true;
    return this;
  }

  /**
   * Returns a running engine. If it cannot be started although the journal can be used, all that
   * was begun is ended, and the store is closed, too.
   *
   * @throws ConfigurationException if parts of the configuration do not fit; the message names all
   *     mistakes
   */
  public QoeEngine start() {
    check();
    InstantSource time = clock == null ? InstantSource.system() : clock;
    EngineSettings settings =
        new EngineSettings(
            new ScoringModel(catalog, exponent, ownShare),
            rules,
            time,
            replaying,
            window,
            emission,
            fullEvidence,
            shards,
            new EngineSettings.Limits(mostWaiting, mostSeries, memoryBytes, quotas, shortHistory),
            watched,
            new DeclaredWindows(windows));
    JournalLink link = journal == null ? null : journal.open(time);
    Announcer announcer = new Announcer();
    StoreWriter writer = store == null ? null : new StoreWriter(store, mostWaiting, link != null);
    try {
      return start(settings, announcer, writer, link);
    } catch (RuntimeException | Error e) {
      if (writer != null) {
        closeAfter(e, writer::close);
      }
      if (link != null) {
        closeAfter(e, link::close);
      }
      closeAfter(e, announcer::close);
      throw e;
    }
  }

  private QoeEngine start(
      EngineSettings settings,
      Announcer announcer,
      @Nullable StoreWriter writer,
      @Nullable JournalLink link) {
    EngineCore core = new EngineCore(settings, announcer, writer, link);
    windowListeners.forEach(core.windows()::subscribe);
    if (writer != null) {
      writer.start(core.outlet()::storeChanged);
      writer.then(to -> to.kpis().save(catalog.definitions()));
      writer.then(to -> to.elements().save(topology.elements()));
    }
    topology.elements().forEach(core::declare);
    JournalFeeder feeder = null;
    RemovalJournal removals = core.removals();
    if (journal == null || link == null || removals == null) {
      JournalRecovery.resume(core, topology, store, 0);
    } else {
      Checkpoint stored = journal.recover(core, link, topology, store);
      feeder = new JournalFeeder(core, link, removals, stored, writer, keepMicros());
    }
    QoeEngine engine = new QoeEngine(core, announcer, writer, feeder, clock == null && !replaying);
    if (feeder != null) {
      feeder.start();
    }
    return engine;
  }

  /**
   * Returns how long the journal keeps what is stored: longer than the windows reach back, and than
   * what is ahead of the clock waits.
   */
  private long keepMicros() {
    long reach = new DeclaredWindows(windows).reachMicros();
    return window == null
        ? JournalFeeder.ENDLESS
        : Math.max(2 * Math.max(Micros.of(window), reach), Validation.AHEAD) + KEPT_MORE_MICROS;
  }

  private static void closeAfter(Throwable cause, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException | Error e) { // the cause is what the caller has to know
      cause.addSuppressed(e);
    }
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    if (!(exponent > 0 && exponent <= 1)) {
      problems.add("exponent of the power mean must be above 0 and at most 1: " + exponent);
    }
    if (!(ownShare >= 0 && ownShare <= 1)) {
      problems.add("own share must be from 0 to 1: " + ownShare);
    }
    if (fullEvidence < 1) {
      problems.add("number of values for full evidence must be >= 1: " + fullEvidence);
    }
    if (mostWaiting < 1) {
      problems.add("number of measurements that may wait must be >= 1: " + mostWaiting);
    }
    if (shortHistory < 0 || shortHistory > 10_000) {
      problems.add("number of values of a short history must be from 0 to 10000: " + shortHistory);
    }
    if (mostSeries < 1) {
      problems.add("number of series there may be must be >= 1: " + mostSeries);
    }
    if (memoryBytes < 1) {
      problems.add("bytes that may be taken must be >= 1: " + memoryBytes);
    }
    if (shards < 1 || shards > 4_096) {
      problems.add("number of shards must be from 1 to 4096: " + shards);
    }
    if (window != null && window.isNegative()) {
      problems.add("window must not be negative: " + window);
    }
    if (emission.isNegative() || Micros.of(emission) == 0) {
      problems.add("period of emission must be at least a microsecond: " + emission);
    }
    watched.keySet().stream()
        .filter(Statistics.PARTS::contains)
        .forEach(
            part ->
                problems.add(
                    "part '%s' is the engine's own: give what is watched another name"
                        .formatted(part)));
    problems.addAll(Consistency.problems(rules, catalog));
    problems.addAll(new DeclaredWindows(windows).problems(catalog));
    problems.addAll(Consistency.problems(topology, catalog, mostSeries));
    if (!problems.isEmpty()) {
      throw new ConfigurationException("engine", problems);
    }
  }
}
