package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInput;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.ScoringModel;
import dev.qoe.core.service.KpiModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a shard knows of, and how it hangs together: elements, series and derivations, each series
 * bound to its place in the scores and to the rules that watch it.
 *
 * <p>Bindings follow every change while the engine runs; handles of series stay valid. What comes
 * and goes together is bound in one place: hence this is over 400 lines. Guarded by the shard's
 * lock.
 */
final class Inventory {

  private final Shard shard;
  private final EngineSettings settings;
  private final Alerting alerting;
  private final ShardWindows windows;

  private final DeclaredElements elements;
  private final Map<ElementPath, Place> places = new HashMap<>();
  private final Map<KpiDefinition, Meaning> meanings = new HashMap<>();

  /** The handles of series of removed elements stay, but take nothing. */
  private final RemovedElements removed = new RemovedElements();

  private final SeriesCosts costs;

  private final Staleness staleness = new Staleness();
  private final Derivations derivations = new Derivations();
  private int seriesCount;
  private ScoringModel model;
  private ScoreTree tree;

  Inventory(Shard shard, EngineSettings settings, Alerting alerting, ShardWindows windows) {
    this.windows = windows;
    this.shard = shard;
    this.settings = settings;
    this.alerting = alerting;
    this.elements = new DeclaredElements(settings.elementsHeld(), settings.elementBytes());
    this.costs = new SeriesCosts(settings.seriesHeld());
    this.model = settings.model();
    this.tree = ScoreTree.of(model);
  }

  ScoringModel model() {
    return model;
  }

  KpiCatalog catalog() {
    return model.catalog();
  }

  ScoreTree tree() {
    return tree;
  }

  DeclaredElements elements() {
    return elements;
  }

  // ---- scores -------------------------------------------------------------------------------

  /** Carries the current value of a series up the scores. */
  void score(LiveSeries target) {
    tree.set(target, target.current(), trust(target));
  }

  /** Returns how far the current value of a series can be trusted, 0 to 1. */
  double trust(LiveSeries target) {
    return target.trust(settings.fullEvidence());
  }

  /** Lets a series with a value grow stale in time. */
  void awaitStale(LiveSeries target) {
    if (target.queuedAt == LiveSeries.NEVER && !settings.wholePeriod()) {
      staleness.await(target);
    }
  }

  /** Marks the values that are no longer recent at {@code now}. */
  void expire(long now) {
    for (LiveSeries stale = staleness.poll(now); stale != null; stale = staleness.poll(now)) {
      tree.expire(stale);
    }
  }

  /** Returns when the next value may grow stale; the largest number if none will. */
  long nextExpiry() {
    return staleness.next();
  }

  // ---- elements and series ------------------------------------------------------------------

  /** Returns the series of an indicator of an element, made and counted if need be. */
  LiveSeries series(ElementPath element, KpiDefinition definition) {
    LiveSeries found = find(element, definition.kpi());
    if (found == null) {
      found = make(element, definition, false);
      costs.count(found);
    }
    settle(found);
    return found;
  }

  /** Lets a pending series be expected of its element from now on. */
  void settle(LiveSeries target) {
    if (target.pending) {
      target.pending = false;
      bind(target);
      bindDerivations(target.element());
    }
  }

  /**
   * Returns the series of an indicator of an element, made if need be; its maker {@linkplain
   * Capacity#mayMakeSeries was counted} for it. If that is ordered, the series is expected of the
   * element only once its first value is judged, so that not the order in which series were made
   * but event time decides.
   */
  LiveSeries series(ElementPath element, KpiDefinition definition, Source maker) {
    LiveSeries found = find(element, definition.kpi());
    if (found == null) {
      boolean limited = maker.options().quota().series() < Long.MAX_VALUE;
      found = make(element, definition, maker.ordered());
      costs.counted(found, limited ? maker.allowance() : null);
    }
    return found;
  }

  private LiveSeries make(ElementPath element, KpiDefinition definition, boolean pending) {
    Place place = places.computeIfAbsent(element, Place::new);
    LiveSeries made =
        new LiveSeries(shard, shard.account(element.tenant()), place.path(), meaning(definition));
    place.add(made);
    seriesCount++;
    made.pending = pending;
    if (!pending) {
      bind(made);
      bindDerivations(place.path());
    }
    return made;
  }

  /**
   * Returns the series of an indicator of an element; null if there is none. That of a removed
   * element takes nothing and is not counted.
   */
  @Nullable LiveSeries find(ElementPath element, Kpi kpi) {
    Place place = places.get(element);
    if (place != null) {
      return place.find(kpi);
    }
    return removed.contains(element)
        ? removed.find(element, kpi).orElseGet(() -> ofRemoved(element, kpi))
        : null;
  }

  private @Nullable LiveSeries ofRemoved(ElementPath element, Kpi kpi) {
    KpiDefinition definition = catalog().find(kpi).orElse(null);
    if (definition == null) {
      return null;
    }
    Account account = shard.account(element.tenant());
    LiveSeries made = new LiveSeries(shard, account, element, meaning(definition));
    removed.add(made);
    return made;
  }

  /** Returns how many series have a recent value. */
  int freshCount() {
    return places.values().stream().mapToInt(Place::freshCount).sum();
  }

  /** Returns how many elements are declared or have a series. */
  int elementCount() {
    Set<ElementPath> declared = elements.all().keySet();
    return places.size()
        + (int) declared.stream().filter(path -> !places.containsKey(path)).count();
  }

  /** Returns the newest event time of an element's indicators; NEVER before the first. */
  long newest(ElementPath path) {
    Place place = places.get(path);
    return place == null ? LiveSeries.NEVER : place.newest();
  }

  /** Returns how many series there are. */
  int seriesCount() {
    return seriesCount;
  }

  private Meaning meaning(KpiDefinition definition) {
    return meanings.computeIfAbsent(definition, Meaning::new);
  }

  NetworkElement element(ElementPath path) {
    NetworkElement found = elements.get(path);
    return found != null ? found : NetworkElement.builder(path, "element").build();
  }

  /** Returns those indicators that an element expects of which there is no series yet. */
  List<KpiDefinition> lacking(NetworkElement element) {
    Place place = places.get(element.path());
    return element.expectedKpis().stream()
        .flatMap(kpi -> catalog().find(kpi).stream())
        .filter(known -> place == null || place.find(known.kpi()) == null)
        .filter(known -> removed.find(element.path(), known.kpi()).isEmpty())
        .toList();
  }

  /**
   * Adds or replaces an element.
   *
   * @param maker who {@linkplain Capacity#mayDeclare was counted} for the series that it lacks;
   *     null if nobody was
   */
  void declare(NetworkElement element, @Nullable Source maker) {
    List<KpiDefinition> lacking = maker == null ? List.of() : lacking(element);
    elements.put(element);
    removed.takeOut(element.path()).forEach(this::restore);
    alerting.changed(element, Micros.instant(shard.nowMicros()));
    tree.weigh(element.path(), element.weight());
    if (maker != null) {
      lacking.forEach(known -> settle(series(element.path(), known, maker)));
    }
    element
        .expectedKpis()
        .forEach(kpi -> catalog().find(kpi).ifPresent(known -> series(element.path(), known)));
    bindAll(element.path());
  }

  private void bindAll(ElementPath path) {
    Place place = places.get(path);
    if (place != null) {
      for (LiveSeries each : place.series()) {
        bind(each);
      }
    }
    bindDerivations(path);
  }

  private void restore(LiveSeries target) {
    places.computeIfAbsent(target.element(), Place::new).add(target);
    seriesCount++;
    costs.count(target);
    catalog().find(target.kpi()).ifPresent(known -> target.redefine(meaning(known)));
  }

  /**
   * Removes an element with all below it; what their series took is given back.
   *
   * @return which elements of this shard these are, in the order of their paths
   */
  Set<ElementPath> remove(ElementPath path) {
    Set<ElementPath> gone = new TreeSet<>();
    gone.add(path);
    elements.all().keySet().stream().filter(path::contains).forEach(gone::add);
    places.keySet().stream().filter(path::contains).forEach(gone::add);
    tree.remove(path);
    gone.forEach(this::letGo);
    alerting.remove(path, Micros.instant(shard.nowMicros()));
    return gone;
  }

  private void letGo(ElementPath path) {
    elements.remove(path);
    removed.add(path);
    Place place = places.remove(path);
    if (place != null) {
      for (LiveSeries each : place.series()) {
        tree.remove(each);
        each.unbind();
        windows.end(each);
        each.forget();
        each.pending = false;
        costs.giveBack(each);
        removed.add(each);
      }
      seriesCount -= place.series().length;
    }
  }

  /** Removes an element, but nothing below it, as it was in an earlier life. */
  void removeAlone(ElementPath path) {
    letGo(path);
    alerting.remove(path, Micros.instant(shard.nowMicros()));
  }

  /** Lets values of an element be taken that was removed, as in an earlier life. */
  void addAgain(ElementPath path) {
    removed.takeOut(path).forEach(this::restore);
    bindAll(path);
  }

  /** Returns the elements that were removed, as far as that is remembered. */
  RemovedElements removed() {
    return removed;
  }

  /** Returns whether a series is one of an element that is there. */
  boolean holds(LiveSeries target) {
    Place place = places.get(target.element());
    return place != null && place.find(target.kpi()) == target;
  }

  /** Returns every tenant of which anything is known. */
  Set<Tenant> tenants() {
    Set<Tenant> tenants = new TreeSet<>();
    elements.all().keySet().forEach(path -> tenants.add(path.tenant()));
    places.keySet().forEach(path -> tenants.add(path.tenant()));
    return tenants;
  }

  /**
   * Returns how many derivations would be in force with another catalogue.
   *
   * @throws IllegalArgumentException if one of them does not fit it
   */
  int check(KpiCatalog catalog) {
    return derivations.resolve(catalog).size();
  }

  /** Puts another catalogue in force: scores are rebuilt from the current windows. */
  void replaceCatalog(KpiCatalog catalog) {
    ScoreTree old = tree;
    model = new ScoringModel(catalog, model.exponent(), model.ownShare());
    tree = ScoreTree.of(model);
    staleness.clear();
    elements.all().values().forEach(element -> tree.weigh(element.path(), element.weight()));
    alerting.replace(settings.rules(), catalog, Micros.instant(shard.nowMicros()));
    derivations.putInForce(derivations.resolve(catalog));
    forEachSeries(LiveSeries::unbind);
    forEachSeries(old::remove);
    forEachSeries(
        target ->
            catalog
                .find(target.kpi())
                .ifPresent(
                    definition -> {
                      convertWaiting(target, definition.unit());
                      target.redefine(meaning(definition));
                      bind(target);
                    }));
    forEachSeries(
        target -> {
          if (!target.attached()) {
            windows.end(target);
            target.pending = target.pending && catalog.find(target.kpi()).isPresent();
          }
        });
    List.copyOf(places.keySet()).forEach(this::bindDerivations);
    expire(shard.nowMicros());
  }

  private void convertWaiting(LiveSeries target, Unit to) {
    Unit from = target.meaning.definition.unit();
    if (!from.equals(to)) {
      shard
          .turns()
          .convert(target, value -> from.convertsTo(to) ? from.convert(value, to) : Double.NaN);
    }
  }

  /** Lets the rules in force watch the series. */
  void rulesReplaced() {
    alerting.replace(settings.rules(), catalog(), Micros.instant(shard.nowMicros()));
    forEachSeries(this::watch);
  }

  void derive(Kpi output, KpiModel by, List<Kpi> inputs) {
    derivations.add(output, by, inputs, catalog());
    List.copyOf(places.keySet()).forEach(this::bindDerivations);
  }

  /** Gives a series its place in the scores, unless its element or definition was removed. */
  private void bind(LiveSeries target) {
    KpiDefinition definition = target.meaning.definition;
    if (!target.pending
        && !removed.contains(target.element())
        && catalog().find(target.kpi()).filter(definition::equals).isPresent()) {
      if (!target.attached()) {
        tree.attach(target, target.element(), definition);
      }
      target.watchedBy(watching(target));
      windows.bind(target, element(target.element()));
      if (target.hasValue()) {
        awaitStale(target);
        score(target);
      }
    }
  }

  private void watch(LiveSeries target) {
    if (target.attached()) {
      target.watchedBy(watching(target));
    }
  }

  private List<RuleInput> watching(LiveSeries target) {
    return alerting.watching(element(target.element()), target.kpi());
  }

  private void bindDerivations(ElementPath element) {
    derivations.bind(
        kpi -> Optional.ofNullable(find(element, kpi)).filter(LiveSeries::attached),
        output -> series(element, output));
  }

  private void forEachSeries(Consumer<LiveSeries> action) {
    places.values().forEach(place -> List.of(place.series()).forEach(action));
  }
}
