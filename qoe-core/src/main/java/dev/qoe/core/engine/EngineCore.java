package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.ScoringModel;
import dev.qoe.core.service.KpiModel;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a measurement: validate, window, score up to the root, rules, store.
 *
 * <p>One lock guards all state; foreign code is never called under it. Its time is the newest event
 * time when it replays, the clock's otherwise. Thread-safe.
 *
 * <p>Over 400 lines, because everything that the one lock guards is here.
 */
final class EngineCore {

  private static final int CONTRIBUTIONS_EMITTED = 10;
  private static final String STORE = "store";
  private static final long NEVER = LiveSeries.NEVER;

  final ReentrantLock lock = new ReentrantLock();
  final LedgerBook ledger;
  final DeadLetters deadLetters = new DeadLetters();
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;

  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final Map<ElementPath, Map<Kpi, LiveSeries>> series = new HashMap<>();

  /** Elements that somebody removed; the handles of their series stay, but take nothing. */
  private final Set<ElementPath> removed = new HashSet<>();

  private final Staleness staleness = new Staleness();
  private final Derivations derivations = new Derivations();
  private final Alerting alerting;
  private ScoringModel model;
  private ScoreTree tree;
  private long watermark = NEVER;
  private long nextEmission = NEVER;
  private volatile boolean open = true;

  EngineCore(
      EngineSettings settings,
      Announcer announcer,
      @Nullable StoreWriter writer,
      LedgerBook ledger) {
    this.ledger = ledger;
    this.settings = settings;
    this.announcer = announcer;
    this.writer = writer;
    this.model = settings.model();
    this.tree = ScoreTree.of(model);
    this.alerting = Alerting.of(settings.rules(), model.catalog(), this::alertChanged);
  }

  Alerting alerting() {
    return alerting;
  }

  KpiCatalog catalog() {
    return model.catalog();
  }

  ScoreTree tree() {
    return tree;
  }

  Map<ElementPath, NetworkElement> elements() {
    return elements;
  }

  /** Returns the engine's time in microseconds of the epoch. */
  long nowMicros() {
    return settings.replaying()
        ? watermark == NEVER ? 0 : watermark
        : Micros.of(settings.clock().instant());
  }

  /** Returns whether a measurement may be taken now: neither store nor listeners lag too far. */
  boolean hasRoom() {
    return (writer == null || writer.hasRoom()) && announcer.hasRoom();
  }

  /** Waits for room; returns whether there is any. Must not be called under the lock. */
  boolean awaitRoom(long millis) throws InterruptedException {
    return (writer == null || writer.awaitRoom(millis)) && announcer.awaitRoom(millis);
  }

  /** Returns whether the engine takes anything. */
  boolean open() {
    return open;
  }

  /** Takes nothing from now on. */
  void close() {
    open = false;
  }

  /** Returns the latest time that the clock allows; any while it replays. */
  private long present() {
    return settings.replaying() ? Long.MAX_VALUE : settings.clock().millis() * 1_000 + 999;
  }

  // ---- the hot path -------------------------------------------------------------------------

  Acceptance record(LiveSeries target, long micros, double value, double quality) {
    return record(target, micros, value, quality, null);
  }

  Acceptance record(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    if (open && !hasRoom()) {
      return Acceptance.RETRY_LATER;
    }
    lock.lock();
    try {
      return take(target, micros, value, quality, original);
    } finally {
      lock.unlock();
    }
  }

  private Acceptance take(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    ledger.received();
    long present = present();
    String reason = open ? target.leaf == null ? "removed" : null : "closed";
    if (reason == null) {
      reason = Validation.reason(target.definition, micros, value, quality, present);
    }
    if (reason != null) {
      refuse(
          reason,
          target.toString(),
          Validation.detail(reason, target.definition, micros, value, quality));
      return Acceptance.REFUSED;
    }
    advance(Math.min(micros, present));
    keep(target, micros, value, quality, original);
    if (target.take(micros, value, quality, settings.windowMicros())) {
      score(target);
      for (RuleInstance watcher : target.watchers) {
        watcher.value(target.kpi(), micros, value);
      }
      for (Derivation.Bound derivation : target.derivations) {
        derive(derivation, micros);
      }
    } else {
      ledger.late();
    }
    return Acceptance.ACCEPTED;
  }

  private void score(LiveSeries target) {
    target.staleAt = target.newest + Micros.of(target.definition.staleness());
    if (!settings.wholePeriod()) {
      staleness.await(target);
    }
    if (target.leaf != null) {
      tree.set(target.leaf, target.value(), target.quality(settings.fullEvidence()));
    }
  }

  private void derive(Derivation.Bound derivation, long micros) {
    double value = derivation.value();
    if (Double.isFinite(value) && derivation.output.leaf != null) {
      Measurement derived =
          Measurement.of(
                  derivation.output.element(),
                  derivation.output.kpi(),
                  Micros.instant(micros),
                  value)
              .trusted(derivation.quality(), QualityFlag.DERIVED);
      take(derivation.output, micros, value, derivation.quality(), derived);
    }
  }

  private void keep(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    boolean announced = announcer.wanted(EngineEvent.KpiUpdated.class);
    if (writer == null && !announced) {
      ledger.stored(1);
      return;
    }
    Instant time = Micros.instant(micros);
    Instant ingest = settings.replaying() ? time : settings.clock().instant();
    Set<QualityFlag> flags = original == null ? Set.of() : original.flags();
    Measurement measurement =
        new Measurement(
            target.element(),
            target.kpi(),
            time,
            ingest,
            value,
            target.definition.unit(),
            quality,
            flags);
    if (announced) {
      announcer.announce(new EngineEvent.KpiUpdated(measurement));
    }
    if (writer == null) {
      ledger.stored(1);
    } else {
      writer.add(measurement);
    }
  }

  void refuse(String reason, String place, String detail) {
    ledger.rejected(reason);
    deadLetters.add(new DeadLetter(reason, place, detail));
  }

  // ---- time ---------------------------------------------------------------------------------

  /** Moves the watermark and, where it crosses the end of a period, emits what changed in it. */
  private void advance(long micros) {
    if (micros <= watermark) {
      return;
    }
    watermark = micros;
    long period = settings.emissionMicros();
    long current = Math.floorDiv(micros, period) * period;
    if (nextEmission == NEVER) {
      nextEmission = current + period;
    } else if (micros >= nextEmission) {
      emit(nextEmission);
      if (current > nextEmission) {
        emit(current);
      }
      nextEmission = current + period;
    }
  }

  /** Lets time pass without a measurement: values grow stale, periods end, rules notice silence. */
  void tick() {
    long now = nowMicros();
    if (!settings.replaying()) {
      advance(now);
    }
    expire(now);
    alerting.tick(now);
  }

  private void emit(long boundary) {
    expire(boundary);
    if (writer != null || announcer.wanted(EngineEvent.ScoreChanged.class)) {
      Instant time = Micros.instant(boundary);
      tree.drainChanged(
          element -> {
            Score score = trimmed(tree.score(element, time));
            announcer.announce(new EngineEvent.ScoreChanged(score));
            if (writer != null) {
              writer.add(score);
            }
          });
    }
  }

  private static Score trimmed(Score score) {
    return score.contributions().size() <= CONTRIBUTIONS_EMITTED
        ? score
        : new Score(
            score.element(),
            score.time(),
            score.value(),
            score.confidence(),
            score.contributions().subList(0, CONTRIBUTIONS_EMITTED));
  }

  /** Marks the values that are no longer recent at {@code now}. */
  void expire(long now) {
    for (LiveSeries stale = staleness.poll(now); stale != null; stale = staleness.poll(now)) {
      if (stale.leaf != null) {
        tree.expire(stale.leaf);
      }
    }
  }

  private void alertChanged(Alert alert, Instant at) {
    announcer.announce(new EngineEvent.AlertChanged(alert, at));
    keep(alert);
  }

  /** Stores the lasting alerts with the evidence that has come since their last step. */
  void keepLastingAlerts() {
    if (writer != null) {
      alerting.lasting().forEach(this::keep);
    }
  }

  private void keep(Alert alert) {
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
    }
  }

  /** Tells listeners that the store began to fail, or works again. Takes the lock. */
  void storeChanged(boolean healthy, String text) {
    lock.lock();
    try {
      Instant at = Micros.instant(nowMicros());
      announcer.announce(new EngineEvent.SystemStatus(STORE, healthy, text, at));
    } finally {
      lock.unlock();
    }
  }

  // ---- what there is ------------------------------------------------------------------------

  LiveSeries series(ElementPath element, KpiDefinition definition) {
    Map<Kpi, LiveSeries> ofElement = series.computeIfAbsent(element, path -> new TreeMap<>());
    LiveSeries found = ofElement.get(definition.kpi());
    if (found == null) {
      found = new LiveSeries(this, element, definition);
      ofElement.put(definition.kpi(), found);
      bind(found);
      bindDerivations(element);
    }
    return found;
  }

  @Nullable LiveSeries find(ElementPath element, Kpi kpi) {
    Map<Kpi, LiveSeries> ofElement = series.get(element);
    return ofElement == null ? null : ofElement.get(kpi);
  }

  /** Returns a measurement's value in the indicator's own unit, or NaN if it cannot be told. */
  static double inUnitOf(KpiDefinition definition, Measurement measurement) {
    Unit unit = measurement.unit();
    if (unit.equals(Unit.DECLARED) || unit.equals(definition.unit())) {
      return measurement.value();
    }
    return unit.convertsTo(definition.unit())
        ? unit.convert(measurement.value(), definition.unit())
        : Double.NaN;
  }

  NetworkElement element(ElementPath path) {
    NetworkElement found = elements.get(path);
    return found != null ? found : NetworkElement.builder(path, "element").build();
  }

  /** Adds or replaces an element and stores it. */
  void save(NetworkElement element) {
    declare(element);
    if (writer != null) {
      writer.then(store -> store.elements().save(List.of(element)));
    }
  }

  /** Adds or replaces an element. */
  void declare(NetworkElement element) {
    elements.put(element.path(), element);
    removed.remove(element.path());
    alerting.changed(element, Micros.instant(nowMicros()));
    tree.weigh(element.path(), element.weight());
    element
        .expectedKpis()
        .forEach(kpi -> catalog().find(kpi).ifPresent(known -> series(element.path(), known)));
    Map<Kpi, LiveSeries> ofElement = series.getOrDefault(element.path(), Map.of());
    ofElement.values().forEach(this::bind);
    bindDerivations(element.path());
  }

  void remove(ElementPath path) {
    elements.keySet().stream().filter(path::contains).forEach(removed::add);
    series.keySet().stream().filter(path::contains).forEach(removed::add);
    removed.add(path);
    elements.keySet().removeIf(path::contains);
    series.forEach(
        (element, ofElement) -> {
          if (path.contains(element)) {
            ofElement.values().forEach(LiveSeries::unbind);
            ofElement.values().forEach(LiveSeries::forget);
          }
        });
    tree.remove(path);
    alerting.remove(path, Micros.instant(nowMicros()));
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
  }

  /** Returns every tenant of which anything is known. */
  Set<Tenant> tenants() {
    Set<Tenant> tenants = new TreeSet<>();
    elements.keySet().forEach(path -> tenants.add(path.tenant()));
    series.keySet().forEach(path -> tenants.add(path.tenant()));
    return tenants;
  }

  ScoringModel modelWith(KpiCatalog catalog) {
    return new ScoringModel(catalog, model.exponent(), model.ownShare());
  }

  /**
   * Puts another catalogue in force: scores are rebuilt from the current windows.
   *
   * @throws IllegalArgumentException if rules or derivations do not fit it; nothing is changed then
   */
  void replaceModel(ScoringModel newModel) {
    Consistency.require(settings.rules(), newModel.catalog());
    List<Derivation> resolved = derivations.resolve(newModel.catalog());
    model = newModel;
    tree = ScoreTree.of(newModel);
    staleness.clear();
    elements.values().forEach(element -> tree.weigh(element.path(), element.weight()));
    alerting.replace(settings.rules(), newModel.catalog(), Micros.instant(nowMicros()));
    derivations.putInForce(resolved);
    forEachSeries(LiveSeries::unbind);
    forEachSeries(
        target ->
            newModel
                .catalog()
                .find(target.kpi())
                .ifPresent(
                    definition -> {
                      target.redefine(definition);
                      bind(target);
                    }));
    List.copyOf(series.keySet()).forEach(this::bindDerivations);
    expire(nowMicros());
  }

  /**
   * Puts other rules in force.
   *
   * @throws ConfigurationException if they speak of indicators that are not there; nothing is
   *     changed then
   */
  void replaceRules(AlertRules rules) {
    Consistency.require(rules, catalog());
    settings.replaceRules(rules);
    alerting.replace(rules, catalog(), Micros.instant(nowMicros()));
    forEachSeries(this::watch);
  }

  void derive(Kpi output, KpiModel by, List<Kpi> inputs) {
    derivations.add(output, by, inputs, catalog());
    List.copyOf(series.keySet()).forEach(this::bindDerivations);
  }

  Acceptance event(Event event) {
    long micros = Micros.of(event.time());
    long present = present();
    String reason = open ? Validation.reason(micros, present) : "closed";
    if (reason != null) {
      ledger.received();
      refuse(
          reason,
          "event '%s' of %s".formatted(event.type(), event.element()),
          Validation.timeDetail(micros));
      return Acceptance.REFUSED;
    }
    advance(Math.min(micros, present));
    alerting.event(element(event.element()), event);
    announcer.announce(new EngineEvent.NetworkEvent(event));
    return Acceptance.ACCEPTED;
  }

  /** Gives a series its place in the scores, unless its element or definition was removed. */
  private void bind(LiveSeries target) {
    if (!removed.contains(target.element())
        && catalog().find(target.kpi()).filter(target.definition::equals).isPresent()) {
      target.bind(tree.leaf(target.element(), target.definition), watching(target));
      if (target.hasValue()) {
        score(target);
      }
    }
  }

  private void watch(LiveSeries target) {
    if (target.leaf != null) {
      target.bind(target.leaf, watching(target));
    }
  }

  private List<RuleInstance> watching(LiveSeries target) {
    return alerting.watching(element(target.element()), target.kpi());
  }

  private void bindDerivations(ElementPath element) {
    derivations.bind(
        kpi -> Optional.ofNullable(find(element, kpi)).filter(found -> found.leaf != null),
        output -> series(element, output));
  }

  void forEachSeries(Consumer<LiveSeries> action) {
    series.values().forEach(ofElement -> List.copyOf(ofElement.values()).forEach(action));
  }
}
