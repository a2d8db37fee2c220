package dev.qoe.core.engine;

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
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.ScoringModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a measurement: validate, window, score up to the root, rules, store.
 *
 * <p>One lock guards all state; foreign code is never called under it. Its time is the newest event
 * time when it replays, the clock's otherwise. Thread-safe.
 */
final class EngineCore {

  private static final int CONTRIBUTIONS_EMITTED = 10;
  private static final long NEVER = Long.MIN_VALUE;

  final ReentrantLock lock = new ReentrantLock();
  final LedgerBook ledger;
  final DeadLetters deadLetters = new DeadLetters();
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;

  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final Map<ElementPath, Map<Kpi, LiveSeries>> series = new HashMap<>();
  private final PriorityQueue<Expiry> expiries =
      new PriorityQueue<>(Comparator.comparingLong(Expiry::at).thenComparingLong(Expiry::order));
  private final List<Derivation> derivations = new ArrayList<>();
  private final Alerting alerting;
  private ScoringModel model;
  private ScoreTree tree;
  private long expiryOrder;
  private long watermark = NEVER;
  private long nextEmission = NEVER;

  /** When a series may grow stale. */
  private record Expiry(long at, long order, LiveSeries series) {}

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
    if (writer != null && !writer.hasRoom()) {
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
    String reason = target.leaf == null ? "removed" : null;
    if (reason == null) {
      long latest = settings.replaying() ? Long.MAX_VALUE : nowMicros();
      reason = Validation.reason(target.definition, micros, value, quality, latest);
    }
    if (reason != null) {
      refuse(
          reason,
          target.toString(),
          Validation.detail(reason, target.definition, micros, value, quality));
      return Acceptance.REFUSED;
    }
    advance(micros);
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
    long staleness = Micros.of(target.definition.staleness());
    target.staleAt = Math.max(target.staleAt, target.newest + staleness);
    if (!target.queued && !settings.wholePeriod()) {
      target.queued = true;
      expiries.add(new Expiry(target.staleAt, expiryOrder++, target));
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
    for (Expiry next = expiries.peek(); next != null && next.at() <= now; next = expiries.peek()) {
      expiries.poll();
      LiveSeries target = next.series();
      if (target.staleAt > next.at()) {
        expiries.add(new Expiry(target.staleAt, expiryOrder++, target));
      } else {
        target.queued = false;
        if (target.leaf != null) {
          tree.expire(target.leaf);
        }
      }
    }
  }

  private void alertChanged(Alert alert, Instant at) {
    announcer.announce(new EngineEvent.AlertChanged(alert, at));
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
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

  void save(NetworkElement element) {
    elements.put(element.path(), element);
    tree.weigh(element.path(), element.weight());
    element
        .expectedKpis()
        .forEach(kpi -> catalog().find(kpi).ifPresent(known -> series(element.path(), known)));
    Map<Kpi, LiveSeries> ofElement = series.getOrDefault(element.path(), Map.of());
    ofElement.values().forEach(this::bind);
    bindDerivations(element.path());
  }

  void remove(ElementPath path) {
    elements.keySet().removeIf(path::contains);
    series.forEach(
        (element, ofElement) -> {
          if (path.contains(element)) {
            ofElement.values().forEach(EngineCore::unbind);
          }
        });
    tree.remove(path);
    alerting.remove(path, Micros.instant(nowMicros()));
  }

  ScoringModel modelWith(KpiCatalog catalog) {
    return new ScoringModel(catalog, model.exponent(), model.ownShare());
  }

  /** Puts another catalogue in force: scores are rebuilt from the current windows. */
  void replaceModel(ScoringModel newModel) {
    model = newModel;
    tree = ScoreTree.of(newModel);
    elements.values().forEach(element -> tree.weigh(element.path(), element.weight()));
    alerting.replace(settings.rules(), newModel.catalog(), Micros.instant(nowMicros()));
    forEachSeries(
        target -> {
          boolean bound = target.leaf != null;
          unbind(target);
          newModel
              .catalog()
              .find(target.kpi())
              .ifPresent(
                  definition -> {
                    boolean revived = bound || !target.definition.equals(definition);
                    target.definition = definition;
                    if (revived) {
                      bind(target);
                    }
                  });
        });
    series.keySet().forEach(this::bindDerivations);
  }

  void replaceRules(AlertRules rules) {
    settings.replaceRules(rules);
    alerting.replace(rules, catalog(), Micros.instant(nowMicros()));
    forEachSeries(this::watch);
  }

  void derive(Derivation derivation) {
    derivations.add(derivation);
    List.copyOf(series.keySet()).forEach(this::bindDerivations);
  }

  void event(Event event) {
    advance(Micros.of(event.time()));
    alerting.event(element(event.element()), event);
    announcer.announce(new EngineEvent.NetworkEvent(event));
  }

  private void bind(LiveSeries target) {
    target.leaf = tree.leaf(target.element(), target.definition);
    watch(target);
    if (target.hasValue()) {
      score(target);
    }
  }

  private static void unbind(LiveSeries target) {
    target.leaf = null;
    target.watchers = List.of();
    target.derivations = List.of();
  }

  private void watch(LiveSeries target) {
    target.watchers = alerting.watching(element(target.element()), target.kpi());
  }

  /** Binds every derivation for which the element has all inputs. */
  private void bindDerivations(ElementPath element) {
    for (Derivation derivation : derivations) {
      List<LiveSeries> inputs = new ArrayList<>();
      for (KpiDefinition input : derivation.inputs()) {
        LiveSeries found = find(element, input.kpi());
        if (found != null && found.leaf != null) {
          inputs.add(found);
        }
      }
      boolean complete = inputs.size() == derivation.inputs().size();
      if (complete && inputs.stream().noneMatch(input -> feeds(input, derivation))) {
        Derivation.Bound bound =
            new Derivation.Bound(derivation, inputs, series(element, derivation.output()));
        inputs.stream().distinct().forEach(input -> input.derivations = plus(input, bound));
      }
    }
  }

  private static boolean feeds(LiveSeries input, Derivation derivation) {
    return input.derivations.stream().anyMatch(bound -> bound.of(derivation));
  }

  private static List<Derivation.Bound> plus(LiveSeries input, Derivation.Bound bound) {
    List<Derivation.Bound> all = new ArrayList<>(input.derivations);
    all.add(bound);
    return all;
  }

  void forEachSeries(Consumer<LiveSeries> action) {
    series.values().forEach(ofElement -> List.copyOf(ofElement.values()).forEach(action));
  }
}
