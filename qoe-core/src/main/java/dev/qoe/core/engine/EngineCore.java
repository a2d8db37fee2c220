package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.meter.LatencyRecorder;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.LiveScore;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.SharedScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards of an engine and what they share: which element lies where, store and listeners.
 *
 * <p>An element lies in one shard with everything below the second segment of its path, so that
 * only the roots of tenants are spread. Its time is the newest event time when it replays, the
 * clock's otherwise. It is what all parts of the engine meet in: hence it is over 400 lines.
 * Thread-safe.
 */
final class EngineCore {

  /** How many series a batch fetches from memory at a time. */
  private static final int WARMED = 32;

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final String STORE = "store";
  private static final long NEVER = LiveSeries.NEVER;
  private static final VarHandle LATEST;

  static {
    try {
      LATEST = MethodHandles.lookup().findVarHandle(EngineCore.class, "latest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final DeadLetters deadLetters = new DeadLetters();
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final @Nullable JournalLink journal;
  private final Timekeeper time;
  private final AlertDesk alerts = new AlertDesk(this);
  private final Admission admission;
  private final Statistics statistics;
  private final LatencyRecorder scoreLatency = LatencyRecorder.create();
  private final Shard[] shards;
  private final Map<String, Shard> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();

  /** The latest event time known to be allowed, in microseconds of the epoch. */
  @SuppressWarnings("unused") // by its handle
  private long latest = NEVER;

  private volatile boolean open = true;

  EngineCore(
      EngineSettings settings,
      Announcer announcer,
      @Nullable StoreWriter writer,
      @Nullable JournalLink journal) {
    this.settings = settings;
    this.announcer = announcer;
    this.writer = writer;
    this.journal = journal;
    this.time = new Timekeeper(this, settings);
    this.admission = new Admission(this, settings, writer, announcer);
    this.statistics = new Statistics(this, settings, writer);
    this.shards = new Shard[settings.shards()];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(this, settings);
    }
  }

  Timekeeper time() {
    return time;
  }

  AlertDesk alerts() {
    return alerts;
  }

  Announcer announcer() {
    return announcer;
  }

  LatencyRecorder scoreLatency() {
    return scoreLatency;
  }

  Statistics statistics() {
    return statistics;
  }

  Admission admission() {
    return admission;
  }

  @Nullable JournalLink journal() {
    return journal;
  }

  /** Returns the source of what is recorded without naming one. */
  Source local() {
    return admission.local();
  }

  // ---- shards -------------------------------------------------------------------------------

  Shard[] shards() {
    return shards;
  }

  /** Returns the shard in which an element lies. */
  Shard shard(ElementPath element) {
    String text = element.text();
    int tenant = text.indexOf('/');
    int end = tenant < 0 ? -1 : text.indexOf('/', tenant + 1);
    String key = end < 0 ? text : text.substring(0, end);
    Shard found = byKey.get(key);
    return found != null
        ? found
        : byKey.computeIfAbsent(
            key, unused -> shards[Math.floorMod(keys.getAndIncrement(), shards.length)]);
  }

  /** Returns the shards that hold something at or below {@code path}. */
  private List<Shard> shardsBelow(ElementPath path) {
    return path.depth() == 0 ? List.of(shards) : List.of(shard(path));
  }

  /** Asks all shards, one after the other. */
  <T> List<T> askAll(Function<Inventory, T> question) {
    List<T> answers = new ArrayList<>(shards.length);
    for (Shard shard : shards) {
      answers.add(shard.ask(question));
    }
    return answers;
  }

  /** Changes all shards, one after the other. */
  void changeAll(Consumer<Inventory> change) {
    for (Shard shard : shards) {
      shard.change(change);
    }
    alerts.enterSteps();
  }

  KpiCatalog catalog() {
    return shards[0].ask(Inventory::catalog);
  }

  /**
   * Puts another catalogue in force.
   *
   * @throws IllegalArgumentException if rules or derivations do not fit it; nothing is changed then
   */
  void replaceCatalog(KpiCatalog catalog) {
    Consistency.require(settings.rules(), catalog);
    askAll(known -> known.check(catalog));
    changeAll(known -> known.replaceCatalog(catalog));
  }

  /**
   * Puts other rules in force.
   *
   * @throws dev.qoe.core.config.ConfigurationException if they speak of indicators that are not
   *     there; nothing is changed then
   */
  void replaceRules(AlertRules rules) {
    Consistency.require(rules, catalog());
    settings.replaceRules(rules);
    changeAll(Inventory::rulesReplaced);
  }

  /** Returns every tenant of which anything is known. */
  Set<Tenant> tenants() {
    Set<Tenant> tenants = new TreeSet<>();
    askAll(Inventory::tenants).forEach(tenants::addAll);
    return tenants;
  }

  // ---- what the hot path asks ---------------------------------------------------------------

  /**
   * Looks at a measurement before its shard does.
   *
   * @return null if it may go on; ACCEPTED if it is to be given up and counted so
   */
  @Nullable Acceptance early(Source source, long micros) {
    if (micros >= time.boundary() && !time.ordering()) {
      cross(micros);
    }
    return admission.early(source);
  }

  private void cross(long micros) {
    long present = present();
    if (open && Validation.reason(micros, present) == null && micros <= present) {
      time.cross(micros);
    }
  }

  /** Returns whether an event time is allowed for certain; if not, it has to be looked at. */
  boolean accepts(long micros) {
    return micros >= Validation.EARLIEST && micros <= (long) LATEST.getOpaque(this);
  }

  /** Returns the latest time that the clock allows; any while it replays. */
  long present() {
    if (settings.replaying()) {
      LATEST.setOpaque(this, open ? Validation.LATEST : NEVER);
      return Long.MAX_VALUE;
    }
    long present = settings.clock().millis() * 1_000 + 999;
    LATEST.setOpaque(this, open ? Math.min(present + Validation.AHEAD, Validation.LATEST) : NEVER);
    return present;
  }

  /** Returns whether somebody wants each measurement: a store or a listener. */
  boolean keeping() {
    return writer != null || announcer.wantsMeasurements();
  }

  /** Returns whether there is a store. */
  boolean storing() {
    return writer != null;
  }

  /** Notes that so many measurements more wait to be put in order. */
  void buffered(int more) {
    admission.buffered(more);
  }

  /** Returns why a source may not make a further series of a tenant, or null if it may. */
  @Nullable String mayMakeSeries(Source source, Tenant tenant) {
    return admission.mayMakeSeries(source, tenant);
  }

  /** Returns which limits there are and how to move them. */
  String limits() {
    return admission.limits();
  }

  /** Hands a measurement to listeners, and to the store unless the journal does. */
  void keep(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original,
      boolean late) {
    StoreWriter to = journal == null ? writer : null;
    if (to == null && !announcer.wantsMeasurements()) {
      return;
    }
    Instant instant = Micros.instant(micros);
    Instant ingest = settings.replaying() ? instant : settings.clock().instant();
    Set<QualityFlag> flags = original == null ? Set.of() : original.flags();
    if (late) {
      flags = EnumSet.of(QualityFlag.LATE, flags.toArray(QualityFlag[]::new));
    }
    Measurement measurement =
        new Measurement(
            target.element(),
            target.kpi(),
            instant,
            ingest,
            value,
            target.meaning.definition.unit(),
            quality,
            flags);
    announcer.announce(new EngineEvent.KpiUpdated(measurement));
    if (to != null) {
      to.add(measurement, account);
    }
  }

  /** Hands a score to store and listeners. */
  void keep(Score score) {
    announcer.announce(new EngineEvent.ScoreChanged(score));
    if (writer != null) {
      writer.add(score);
    }
  }

  /** Hands an alert to the store. */
  void keep(Alert alert) {
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
    }
  }

  /** Stores the lasting alerts with the evidence that has come since their last step. */
  void keepLastingAlerts() {
    if (writer != null) {
      alerts.lasting().forEach(this::keep);
    }
  }

  /** Keeps what was refused; the caller has counted it. */
  void bury(
      Source source,
      String reason,
      String place,
      String detail,
      @Nullable Measurement measurement) {
    deadLetters.add(
        new DeadLetter(
            source.options().name(), reason, place, detail, Optional.ofNullable(measurement)));
  }

  // ---- life ---------------------------------------------------------------------------------

  /** Returns whether the engine takes anything. */
  boolean open() {
    return open;
  }

  /** Takes nothing from now on. */
  void close() {
    open = false;
    LATEST.setOpaque(this, NEVER);
  }

  /** Returns a number of nanoseconds that only grows. */
  long nanoTime() {
    return System.nanoTime();
  }

  /** Returns the engine's time in microseconds of the epoch. */
  long nowMicros() {
    if (!settings.replaying()) {
      return Micros.of(settings.clock().instant());
    }
    long newest = NEVER;
    for (Shard shard : shards) {
      newest = Math.max(newest, shard.newest());
    }
    return newest == NEVER ? 0 : newest;
  }

  /** Returns the engine's time. */
  Instant now() {
    return Micros.instant(nowMicros());
  }

  /** Tells listeners that the store began to fail, or works again. */
  void storeChanged(boolean healthy, String text) {
    Instant at = Micros.instant(nowMicros());
    announcer.announce(new EngineEvent.SystemStatus(STORE, healthy, text, at));
  }

  /**
   * Brings back what was there before: lasting alerts from the store, and what the journal holds.
   *
   * @param store where history is kept, if it is
   * @param stored the sequence of the journal up to which the store has everything
   */
  void resume(@Nullable HistoryStore store, long stored) {
    alerts.holdBack();
    try {
      if (journal != null) {
        JournalRecovery.Recovered recovered = new JournalRecovery(this, journal, stored).recover();
        LOG.info(
            "the journal held {} measurements, {} of them not stored yet; {} are lost by damage",
            recovered.judged(),
            recovered.toStore(),
            recovered.lost());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be read", e);
    } finally {
      alerts.letGo(store);
    }
  }

  // ---- scores -------------------------------------------------------------------------------

  /** Returns a tree of its own with the scores at and below {@code path} as they are now. */
  ScoreTree copy(ElementPath path) {
    return copy(path, nowMicros());
  }

  /** Returns a tree of its own with the scores at and below {@code path} as they are then. */
  ScoreTree copy(ElementPath path, long micros) {
    ScoreTree copy = ScoreTree.of(shards[0].ask(Inventory::model));
    for (Shard shard : shardsBelow(path)) {
      shard.change(
          known -> {
            known.expire(micros);
            known.tree().copy(path, copy);
          });
    }
    return copy;
  }

  // ---- what comes in ------------------------------------------------------------------------

  /** Returns the series of an indicator of an element, made if need be. */
  LiveSeries series(Source source, ElementPath element, Kpi kpi) {
    return shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              if (found != null) {
                if (!source.ordered()) {
                  known.settle(found);
                }
                return found;
              }
              var definition = known.catalog().get(kpi);
              String reason = mayMakeSeries(source, element.tenant());
              if (reason != null) {
                throw new IllegalStateException(
                    "no further series '%s' of '%s' (%s): %s"
                        .formatted(kpi, element, reason, limits()));
              }
              return known.series(element, definition, source.ordered());
            });
  }

  /** Returns a source's account of an element's tenant. */
  Account account(Source source, ElementPath element) {
    Shard shard = shard(element);
    return shard.ask(unused -> shard.account(source, element.tenant()));
  }

  /** Records values of many series in order; see {@link QoeEngine#record}. */
  int record(Series[] series, long[] micros, double[] values, int from, int to) {
    int next = from;
    while (next < to) {
      int end = Math.min(to, next + WARMED);
      warm(series, next, end);
      while (next < end) {
        int done =
            series[next] instanceof LiveSeries target
                ? target.shard.record(series, micros, values, next, end)
                : next;
        if (done == next) {
          if (series[next].record(micros[next], values[next]) == Acceptance.RETRY_LATER) {
            return next;
          }
          done++;
        }
        next = done;
      }
    }
    return next;
  }

  /**
   * Reads what some series will need, step by step as one leads to the next: a processor fetches
   * many words at a time if none waits for another.
   */
  private static void warm(Series[] series, int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      read += series[i] instanceof LiveSeries target ? target.warm() : 0;
    }
    for (int i = from; i < to; i++) {
      read += series[i] instanceof LiveSeries target ? target.warmElement() : 0;
    }
    for (int i = from; i < to; i++) {
      read +=
          series[i] instanceof LiveSeries target ? target.warmParent() + target.warmWatchers() : 0;
    }
    LiveSeries.needed(read);
  }

  /** Takes a measurement whose series is found by its names. */
  Acceptance record(Source source, Measurement measurement) {
    long micros = Micros.of(measurement.time());
    return named(
        source, micros, measurement.element(), shard -> shard.named().record(source, measurement));
  }

  Acceptance record(Source source, CounterReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  Acceptance record(Source source, RatioReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  Acceptance record(Source source, DistributionReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  private Acceptance reading(
      Source source,
      Instant at,
      ElementPath element,
      Kpi kpi,
      BiFunction<LiveSeries, Account, Acceptance> taking) {
    return named(
        source,
        Micros.of(at),
        element,
        shard -> shard.named().record(source, element, kpi, taking));
  }

  private Acceptance named(
      Source source, long micros, ElementPath element, Function<Shard, Acceptance> taking) {
    Acceptance early = early(source, micros);
    Shard shard = shard(element);
    if (early == Acceptance.ACCEPTED) {
      Account account = account(source, element);
      shard.change(
          unused -> {
            account.accepted(micros);
            account.dropped(Admission.SAMPLED, 1);
          });
      return early;
    }
    if (early != null) {
      return early;
    }
    Acceptance answer = taking.apply(shard);
    if (source.ordered() && answer == Acceptance.ACCEPTED) {
      time.seen(source, micros);
    }
    return answer;
  }

  /** Answers once it is known whether all that was accepted so far would survive a crash. */
  void whenDurable(Consumer<Acceptance> answer) {
    if (journal != null) {
      journal.whenDurable(answer);
    } else if (writer != null) {
      writer.whenStored(answer);
    } else {
      answer.accept(Acceptance.ACCEPTED);
    }
  }

  /** Adds or replaces an element. */
  void declare(NetworkElement element) {
    shard(element.path()).change(known -> known.declare(element));
    alerts.enterSteps();
  }

  /** Adds or replaces an element and stores it. */
  void save(NetworkElement element) {
    declare(element);
    if (writer != null) {
      writer.then(store -> store.elements().save(List.of(element)));
    }
  }

  /** Removes an element with all below it, in the store too. */
  void remove(ElementPath path) {
    shardsBelow(path).forEach(shard -> shard.change(known -> known.remove(path)));
    alerts.enterSteps();
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
  }

  Acceptance event(Source source, Event event) {
    long micros = Micros.of(event.time());
    String reason = open && !source.closed() ? Validation.reason(micros, present()) : "closed";
    if (reason != null) {
      admission.reject(
          source,
          reason,
          "event '%s' of %s".formatted(event.type(), event.element()),
          Validation.timeDetail(micros));
      return Acceptance.REFUSED;
    }
    if (journal != null && !journal.append(event)) {
      return Acceptance.RETRY_LATER;
    }
    if (micros >= time.boundary() && !time.ordering()) {
      cross(micros);
    }
    judge(event);
    return Acceptance.ACCEPTED;
  }

  /** Shows an event to the rules and to listeners. */
  void judge(Event event) {
    shard(event.element()).event(event);
    announcer.announce(new EngineEvent.NetworkEvent(event));
  }

  /** Returns the current value of an indicator of an element; NaN if there is none. */
  double value(ElementPath element, Kpi kpi) {
    return shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              return found == null || !found.hasValue() ? Double.NaN : found.current();
            });
  }

  /** Returns how an element does now. */
  ElementState state(ElementPath path) {
    Shard shard = shard(path);
    ElementState own =
        shard.ask(
            known -> {
              long newest = known.newest(path);
              LiveScore live = known.tree().live(path);
              long word = live.read();
              return new ElementState(
                  path,
                  known.element(path).status(),
                  newest == NEVER ? Optional.empty() : Optional.of(Micros.instant(newest)),
                  live.value(word),
                  live.confidence(word));
            });
    if (path.depth() > 0) {
      return own;
    }
    SharedScore score = SharedScore.of(path, shards[0].ask(Inventory::model));
    for (Shard each : shards) {
      each.change(known -> score.add(known.tree()));
    }
    return new ElementState(path, own.status(), own.lastSeen(), score.value(), score.confidence());
  }

  /** Returns the declared elements by path. */
  Map<ElementPath, NetworkElement> elements() {
    Map<ElementPath, NetworkElement> all = new TreeMap<>();
    askAll(known -> Map.copyOf(known.elements())).forEach(all::putAll);
    return all;
  }
}
