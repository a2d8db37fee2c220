package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.core.alert.AlertBook;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.alert.Step;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoreTree;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shards of an engine and what they share: time, the book of alerts, store and listeners.
 *
 * <p>An element lies in one shard with everything below the second segment of its path, so that
 * only the roots of tenants are spread. Its time is the newest event time when it replays, the
 * clock's otherwise. The lock {@link #time} orders what concerns all shards; it is taken before
 * that of a shard, never under it. Thread-safe.
 */
final class EngineCore {

  /** The source of what is recorded without naming one. */
  static final String LOCAL = "local";

  private static final int CONTRIBUTIONS_EMITTED = 10;

  /** How many series a batch fetches from memory at a time. */
  private static final int WARMED = 32;

  private static final String STORE = "store";
  private static final long NEVER = LiveSeries.NEVER;
  private static final VarHandle BOUNDARY;
  private static final VarHandle LATEST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BOUNDARY = lookup.findVarHandle(EngineCore.class, "boundary", long.class);
      LATEST = lookup.findVarHandle(EngineCore.class, "latest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final ReentrantLock time = new ReentrantLock();
  final DeadLetters deadLetters = new DeadLetters();
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final Shard[] shards;
  private final Map<String, Shard> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();
  private final AlertBook book = new AlertBook(this::alertChanged);
  private final Account unattributed = new Account(LOCAL, null);

  /** Where the current period of emission ends, in microseconds of the epoch. */
  @SuppressWarnings("unused") // by its handle
  private long boundary = NEVER;

  /** The latest event time known to be allowed, in microseconds of the epoch. */
  @SuppressWarnings("unused") // by its handle
  private long latest = NEVER;

  private volatile boolean open = true;

  /** Keeps the compiler from leaving out what only fetches memory. */
  long warmth;

  /** Whether a rule has said something that is not entered in the book yet. */
  private volatile boolean said;

  EngineCore(EngineSettings settings, Announcer announcer, @Nullable StoreWriter writer) {
    this.settings = settings;
    this.announcer = announcer;
    this.writer = writer;
    this.shards = new Shard[settings.shards()];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(this, settings);
    }
  }

  // ---- shards -------------------------------------------------------------------------------

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
    enterSteps();
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

  /** Returns whether a measurement may be taken now: neither store nor listeners lag too far. */
  boolean hasRoom() {
    return !open || ((writer == null || writer.hasRoom()) && announcer.hasRoom());
  }

  /** Waits for room; returns whether there is any. Must not be called under a lock. */
  boolean awaitRoom(long millis) throws InterruptedException {
    return !open || ((writer == null || writer.awaitRoom(millis)) && announcer.awaitRoom(millis));
  }

  /** Returns the event time from which on a period ends. */
  long boundary() {
    return (long) BOUNDARY.getOpaque(this);
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

  /** Hands a measurement to store and listeners. */
  void keep(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    Instant instant = Micros.instant(micros);
    Instant ingest = settings.replaying() ? instant : settings.clock().instant();
    Set<QualityFlag> flags = original == null ? Set.of() : original.flags();
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
    if (writer != null) {
      writer.add(measurement, target.account);
    }
  }

  /** Keeps what was refused; the caller has counted it. */
  void bury(String reason, String place, String detail) {
    deadLetters.add(new DeadLetter(reason, place, detail));
  }

  /** Counts and keeps something that is no measurement of any element. */
  void reject(String reason, String place, String detail) {
    synchronized (unattributed) {
      unattributed.rejected(reason);
    }
    bury(reason, place, detail);
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

  /** Returns what became of everything received. */
  Ledger ledger() {
    List<Ledger> parts = new ArrayList<>();
    for (Shard shard : shards) {
      parts.addAll(shard.ledgers());
    }
    synchronized (unattributed) {
      parts.add(unattributed.ledger(storing()));
    }
    return parts.stream().reduce(Ledger::plus).orElseThrow();
  }

  // ---- time ---------------------------------------------------------------------------------

  /** Lets event time reach {@code micros}: periods that end on the way are emitted. */
  void cross(long micros) {
    if (!open || Validation.reason(micros, present()) != null) {
      return;
    }
    long to = Math.min(micros, present());
    if (to < boundary()) {
      return;
    }
    time.lock();
    try {
      long period = settings.emissionMicros();
      long current = Math.floorDiv(to, period) * period;
      long end = boundary();
      if (end != NEVER && to >= end) {
        emit(end);
        if (current > end) {
          emit(current);
        }
      }
      BOUNDARY.setOpaque(this, Math.max(boundary(), current + period));
    } finally {
      time.unlock();
    }
  }

  /** Lets time pass without a measurement: values grow stale, periods end, rules notice silence. */
  void tick() {
    long now = nowMicros();
    if (!settings.replaying()) {
      cross(now);
    }
    for (Shard shard : shards) {
      shard.tick(now);
    }
    enterSteps();
  }

  private void emit(long end) {
    enterSteps();
    if (writer == null && !announcer.wanted(EngineEvent.ScoreChanged.class)) {
      for (Shard shard : shards) {
        shard.expire(end);
      }
      return;
    }
    Instant at = Micros.instant(end);
    List<Score> scores = new ArrayList<>();
    Set<ElementPath> roots = new TreeSet<>();
    for (Shard shard : shards) {
      shard.drainChanged(
          end,
          (tree, path) -> {
            if (path.depth() == 0) {
              roots.add(path);
            } else {
              scores.add(tree.score(path, at).largest(CONTRIBUTIONS_EMITTED));
            }
          });
    }
    for (ElementPath root : roots) {
      scores.add(copy(root, end).score(root, at).largest(CONTRIBUTIONS_EMITTED));
    }
    scores.sort(Comparator.comparing(Score::element));
    for (Score score : scores) {
      announcer.announce(new EngineEvent.ScoreChanged(score));
      if (writer != null) {
        writer.add(score);
      }
    }
  }

  // ---- scores -------------------------------------------------------------------------------

  /** Returns a tree of its own with the scores at and below {@code path} as they are now. */
  ScoreTree copy(ElementPath path) {
    return copy(path, nowMicros());
  }

  private ScoreTree copy(ElementPath path, long now) {
    ScoreTree copy = ScoreTree.of(shards[0].ask(Inventory::model));
    for (Shard shard : shardsBelow(path)) {
      shard.change(
          known -> {
            known.expire(now);
            known.tree().copy(path, copy);
          });
    }
    return copy;
  }

  // ---- alerts -------------------------------------------------------------------------------

  /** Notes that a rule has something to say. */
  void said() {
    said = true;
  }

  /** Enters in the book what the rules have said since. */
  void enterSteps() {
    if (!said) {
      return;
    }
    time.lock();
    try {
      said = false;
      List<Step> steps = new ArrayList<>();
      for (Shard shard : shards) {
        shard.drainSteps(steps);
      }
      steps.sort(Step.ORDER);
      steps.forEach(book::enter);
    } finally {
      time.unlock();
    }
  }

  /** Returns all alerts, their evidence up to date. */
  List<Alert> alerts() {
    return fromBook(AlertBook::all);
  }

  private <T> T fromBook(Function<AlertBook, T> question) {
    time.lock();
    try {
      enterSteps();
      for (Shard shard : shards) {
        shard.change(unused -> shard.alerting().support(book));
      }
      return question.apply(book);
    } finally {
      time.unlock();
    }
  }

  /** Moves an alert on behalf of a person. */
  Alert enter(Tenant tenant, String id, Transition step) {
    return fromBook(
        known -> {
          List<RuleInstance> holders = known.holders(tenant, id);
          Alert alert = known.enter(tenant, id, step);
          if (step.state() == AlertState.RESOLVED) {
            for (RuleInstance holder : holders) {
              shard(holder.element()).change(unused -> holder.resolvedByHand());
            }
          }
          return alert;
        });
  }

  /** Adds a person's remark to an alert. */
  Alert annotate(Tenant tenant, String id, Annotation remark) {
    return fromBook(known -> known.annotate(tenant, id, remark));
  }

  private void alertChanged(Alert alert, Instant at) {
    announcer.announce(new EngineEvent.AlertChanged(alert, at));
    keep(alert);
  }

  /** Stores the lasting alerts with the evidence that has come since their last step. */
  void keepLastingAlerts() {
    if (writer != null) {
      fromBook(AlertBook::lasting).forEach(this::keep);
    }
  }

  private void keep(Alert alert) {
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
    }
  }

  /** Tells listeners that the store began to fail, or works again. */
  void storeChanged(boolean healthy, String text) {
    Instant at = Micros.instant(nowMicros());
    announcer.announce(new EngineEvent.SystemStatus(STORE, healthy, text, at));
  }

  /** Records values of many series in order; see {@link QoeEngine#record}. */
  int record(Series[] series, long[] micros, double[] values, int from, int to) {
    int next = from;
    while (next < to) {
      int end = Math.min(to, next + WARMED);
      long warm = 0;
      for (int i = next; i < end; i++) {
        warm += series[i] instanceof LiveSeries target ? target.warmed() : 0;
      }
      warmth = warm;
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

  // ---- what else comes in -------------------------------------------------------------------

  /** Takes a measurement whose series is found by its names. */
  Acceptance record(Measurement measurement) {
    long micros = Micros.of(measurement.time());
    if (micros >= boundary()) {
      cross(micros);
    }
    return shard(measurement.element()).record(measurement);
  }

  /** Adds or replaces an element. */
  void declare(NetworkElement element) {
    shard(element.path()).change(known -> known.declare(element));
    enterSteps();
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
    enterSteps();
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
  }

  Acceptance event(Event event) {
    long micros = Micros.of(event.time());
    String reason = open ? Validation.reason(micros, present()) : "closed";
    if (reason != null) {
      reject(
          reason,
          "event '%s' of %s".formatted(event.type(), event.element()),
          Validation.timeDetail(micros));
      return Acceptance.REFUSED;
    }
    if (micros >= boundary()) {
      cross(micros);
    }
    shard(event.element()).event(event);
    announcer.announce(new EngineEvent.NetworkEvent(event));
    return Acceptance.ACCEPTED;
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

  /** Returns the declared elements by path. */
  Map<ElementPath, NetworkElement> elements() {
    Map<ElementPath, NetworkElement> all = new TreeMap<>();
    askAll(known -> Map.copyOf(known.elements())).forEach(all::putAll);
    return all;
  }
}
