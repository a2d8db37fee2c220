package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.network.NetworkGraph;
import dev.qoe.core.score.ScoringModel;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The indicators of a network at one time, with all that is declared about how they hang together:
 * the topology, links and cells that are shared, and service models.
 *
 * <p>It is taken from a live engine, from stored history, or made by hand. Immutable.
 *
 * @since 0.1
 */
public final class NetworkState {

  private final Instant time;
  private final ScoringModel model;
  private final NetworkGraph graph;
  private final SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings;
  private final SortedMap<ElementPath, Resource> resources;
  private final List<Service> services;
  private final List<Assumption> assumptions;

  NetworkState(
      Instant time,
      ScoringModel model,
      NetworkGraph graph,
      SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings,
      SortedMap<ElementPath, Resource> resources,
      List<Service> services,
      List<Assumption> assumptions) {
    this.time = time;
    this.model = model;
    this.graph = graph;
    this.readings = readings;
    this.resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    this.services = List.copyOf(services);
    this.assumptions = List.copyOf(assumptions);
  }

  /** Returns a builder of a state made by hand, with the standard catalogue. */
  public static NetworkStateBuilder builder() {
    return new NetworkStateBuilder();
  }

  /**
   * Returns a builder that holds what a live engine knows now, at and below an element: catalogue,
   * declared elements and current values, those of derived indicators included.
   *
   * <p>An engine does not tell its links, its service models, its scoring exponent and the quality
   * of single values: declare the first three again; the confidence of an element's score is spread
   * evenly over its values, which the result lists as an assumption.
   */
  public static NetworkStateBuilder from(QoeEngine engine, ElementPath root) {
    return LiveState.of(engine, root);
  }

  /**
   * Returns a builder that holds what history says of a period, at and below an element: every
   * indicator aggregated over the period by the engine itself, with the mean quality of its values.
   * Blocks on input.
   *
   * @param catalog the indicators; measurements of others are left out
   * @param from the first instant (inclusive)
   * @param to the last instant (exclusive)
   */
  public static NetworkStateBuilder from(
      HistoryStore store, KpiCatalog catalog, ElementPath root, Instant from, Instant to) {
    return StoredState.of(store, catalog, root, from, to);
  }

  /** Returns the instant that scores carry. */
  public Instant time() {
    return time;
  }

  /** Returns how values become scores. */
  public ScoringModel model() {
    return model;
  }

  /** Returns the declared elements and links. */
  public NetworkGraph graph() {
    return graph;
  }

  /** Returns the elements that have values, in the order of paths. */
  public SortedSet<ElementPath> elements() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(readings.keySet()));
  }

  /** Returns the indicators of an element, in the order of codes. */
  public SortedMap<Kpi, Reading> readings(ElementPath element) {
    return readings.getOrDefault(element, Collections.emptySortedMap());
  }

  /** Returns one indicator of an element, if it has a value. */
  public Optional<Reading> reading(ElementPath element, Kpi kpi) {
    return Optional.ofNullable(readings(element).get(kpi));
  }

  /** Returns the links and cells that are shared, in the order of paths. */
  public Collection<Resource> resources() {
    return resources.values();
  }

  /** Returns what the state itself rests on. */
  public List<Assumption> assumptions() {
    return assumptions;
  }

  /** Returns the score of an element; unknown if it and all below have no value. */
  public Score score(ElementPath element) {
    return new Scorer(this).score(element);
  }

  KpiCatalog catalog() {
    return model.catalog();
  }

  Map<ElementPath, Resource> resourcesByElement() {
    return resources;
  }

  SortedMap<ElementPath, SortedMap<Kpi, Reading>> allReadings() {
    return readings;
  }

  /** Returns services, each after those that make its inputs. */
  List<Service> services() {
    return services;
  }

  /** Returns the value of an indicator, or NaN if it has none. */
  double value(ElementPath element, Kpi kpi) {
    Reading reading = readings(element).get(kpi);
    return reading == null ? Double.NaN : reading.value();
  }

  boolean knows(ElementPath element) {
    return readings.containsKey(element)
        || graph.contains(element)
        || !graph.links(element).isEmpty();
  }

  /** Returns the deepest element that contains all that have values. */
  ElementPath top() {
    Optional<ElementPath> common = Optional.of(readings.firstKey());
    while (common.isPresent() && !readings.keySet().stream().allMatch(common.get()::contains)) {
      common = common.get().parent();
    }
    return common.orElseThrow(
        () ->
            new IllegalArgumentException(
                "the state holds several tenants, which have no score in common: say which element"
                    + " is judged"));
  }

  /** Returns what people call an element. */
  String name(ElementPath element) {
    return graph.find(element).map(NetworkElement::displayName).orElse(element.name());
  }

  @Override
  public String toString() {
    int values = readings.values().stream().mapToInt(Map::size).sum();
    return "%d values of %d elements, %d shared links and cells, %d services"
        .formatted(values, readings.size(), resources.size(), services.size());
  }
}
