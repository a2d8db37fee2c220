package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.ScoringModel;
import dev.qoe.core.service.KpiModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an engine knows of, and how it hangs together: elements, series and derivations, each series
 * bound to its place in the scores and to the rules that watch it.
 *
 * <p>Bindings follow every change while the engine runs; handles of series stay valid. Guarded by
 * the engine's lock.
 */
final class Inventory {

  private final EngineCore core;
  private final EngineSettings settings;
  private final Alerting alerting;

  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final Map<ElementPath, Map<Kpi, LiveSeries>> series = new HashMap<>();

  /** Elements that somebody removed; the handles of their series stay, but take nothing. */
  private final Set<ElementPath> removed = new HashSet<>();

  private final Staleness staleness = new Staleness();
  private final Derivations derivations = new Derivations();
  private ScoringModel model;
  private ScoreTree tree;

  Inventory(EngineCore core, EngineSettings settings, Alerting alerting) {
    this.core = core;
    this.settings = settings;
    this.alerting = alerting;
    this.model = settings.model();
    this.tree = ScoreTree.of(model);
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

  // ---- scores -------------------------------------------------------------------------------

  /** Carries the current value of a series up the scores. */
  void score(LiveSeries target) {
    target.staleAt = target.newest + Micros.of(target.definition.staleness());
    if (!settings.wholePeriod()) {
      staleness.await(target);
    }
    if (target.leaf != null) {
      tree.set(target.leaf, target.value(), target.quality(settings.fullEvidence()));
    }
  }

  /** Marks the values that are no longer recent at {@code now}. */
  void expire(long now) {
    for (LiveSeries stale = staleness.poll(now); stale != null; stale = staleness.poll(now)) {
      if (stale.leaf != null) {
        tree.expire(stale.leaf);
      }
    }
  }

  // ---- elements and series ------------------------------------------------------------------

  LiveSeries series(ElementPath element, KpiDefinition definition) {
    Map<Kpi, LiveSeries> ofElement = series.computeIfAbsent(element, path -> new TreeMap<>());
    LiveSeries found = ofElement.get(definition.kpi());
    if (found == null) {
      found = new LiveSeries(core, element, definition);
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

  /** Adds or replaces an element. */
  void declare(NetworkElement element) {
    elements.put(element.path(), element);
    removed.remove(element.path());
    alerting.changed(element, Micros.instant(core.nowMicros()));
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
    alerting.remove(path, Micros.instant(core.nowMicros()));
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
    alerting.replace(settings.rules(), newModel.catalog(), Micros.instant(core.nowMicros()));
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
    expire(core.nowMicros());
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
    alerting.replace(rules, catalog(), Micros.instant(core.nowMicros()));
    forEachSeries(this::watch);
  }

  void derive(Kpi output, KpiModel by, List<Kpi> inputs) {
    derivations.add(output, by, inputs, catalog());
    List.copyOf(series.keySet()).forEach(this::bindDerivations);
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
