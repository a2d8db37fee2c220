package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.network.NetworkGraph;
import dev.qoe.core.score.ScoringModel;
import dev.qoe.core.service.KpiModel;
import dev.qoe.core.sum.ExactSum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A builder of network states.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class NetworkStateBuilder {

  private record Given(double value, Unit unit, double quality) {}

  private KpiCatalog catalog = KpiCatalog.standard();
  private double exponent = 1;
  private double ownShare = 0.5;
  private Instant time = Instant.EPOCH;
  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<Parameter, Given> given = new LinkedHashMap<>();
  private final SortedMap<ElementPath, Resource> resources = new TreeMap<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Assumption> assumptions = new ArrayList<>();
  private final Map<ElementPath, Double> scores = new TreeMap<>();

  NetworkStateBuilder() {}

  /** Sets the indicators; the standard catalogue unless set. */
  public NetworkStateBuilder catalog(KpiCatalog value) {
    this.catalog = value;
    return this;
  }

  /** Sets the exponent of the power mean, above 0 and at most 1; 1 unless set. */
  public NetworkStateBuilder powerMean(double value) {
    this.exponent = value;
    return this;
  }

  /** Sets the share of own indicators beside scored children, 0 to 1; 0.5 unless set. */
  public NetworkStateBuilder ownShare(double value) {
    this.ownShare = value;
    return this;
  }

  /** Sets the instant that scores carry; the epoch unless set. */
  public NetworkStateBuilder at(Instant value) {
    this.time = value;
    return this;
  }

  /** Adds declared elements and links; an element of the same path is replaced. */
  public NetworkStateBuilder topology(Topology topology) {
    topology.elements().forEach(this::element);
    links.addAll(topology.links());
    return this;
  }

  /** Adds a declared element or replaces the one of the same path. */
  public NetworkStateBuilder element(NetworkElement element) {
    elements.put(element.path(), element);
    return this;
  }

  /** Adds a link over which {@code from}, and all that it contains, needs {@code to}. */
  public NetworkStateBuilder link(ElementPath from, ElementPath to, String type) {
    links.add(new Link(from, to, type));
    return this;
  }

  /** Gives an indicator a fully trusted value, in its own unit. */
  public NetworkStateBuilder value(ElementPath element, Kpi kpi, double value) {
    return value(element, kpi, value, Unit.DECLARED, 1);
  }

  /** Gives an indicator a fully trusted value in {@code unit}. */
  public NetworkStateBuilder value(ElementPath element, Kpi kpi, double value, Unit unit) {
    return value(element, kpi, value, unit, 1);
  }

  /**
   * Gives an indicator a value in {@code unit} ({@link Unit#DECLARED} for its own) with its
   * quality, 0 to 1.
   */
  public NetworkStateBuilder value(
      ElementPath element, Kpi kpi, double value, Unit unit, double quality) {
    given.put(Parameter.of(element, kpi), new Given(ExactSum.rounded(value), unit, quality));
    return this;
  }

  /** Gives an indicator a value that the engine made, which is not rounded again. */
  NetworkStateBuilder engineValue(ElementPath element, Kpi kpi, double value, double quality) {
    given.put(Parameter.of(element, kpi), new Given(value, Unit.DECLARED, quality));
    return this;
  }

  NetworkStateBuilder assumption(Assumption assumption) {
    assumptions.add(assumption);
    return this;
  }

  /** Notes what the engine scored, so that a difference is told. */
  NetworkStateBuilder engineScore(ElementPath element, double score) {
    scores.put(element, score);
    return this;
  }

  /**
   * Sets what a link or cell carries.
   *
   * @param megabitsPerSecond in Mbit/s, {@code >= 0}
   */
  public NetworkStateBuilder capacity(ElementPath element, double megabitsPerSecond) {
    return value(element, Resource.CAPACITY, megabitsPerSecond);
  }

  /** Declares a shared link or cell. */
  public NetworkStateBuilder resource(Resource resource) {
    resources.put(resource.element(), resource);
    return this;
  }

  /**
   * Makes {@code output} from {@code inputs} by a service model on every element that has them all,
   * as {@link dev.qoe.core.engine.QoeEngine#derive} does.
   */
  public NetworkStateBuilder derive(Kpi output, KpiModel model, Kpi... inputs) {
    services.add(new Service(output, model, List.of(inputs)));
    return this;
  }

  /**
   * Returns the state.
   *
   * @throws ConfigurationException if anything does not fit; the message names all mistakes
   */
  public NetworkState build() {
    List<String> problems = new ArrayList<>();
    KpiCatalog all = catalog.plus(Resource.catalog());
    if (!(exponent > 0 && exponent <= 1)) {
      problems.add("exponent of the power mean must be above 0 and at most 1: " + exponent);
    }
    if (!(ownShare >= 0 && ownShare <= 1)) {
      problems.add("own share must be from 0 to 1: " + ownShare);
    }
    SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings = readings(all, problems);
    if (given.isEmpty()) {
      problems.add("a state needs at least one value");
    }
    NetworkGraph graph =
        NetworkGraph.of(new Topology(List.copyOf(elements.values()), List.copyOf(links)));
    services.forEach(service -> problems.addAll(service.problems(all)));
    List<Service> ordered = Service.inOrder(services);
    if (ordered.size() < services.size()) {
      problems.add("services make an indicator from itself, in one or more steps");
    }
    resources.values().forEach(resource -> check(resource, readings, problems));
    if (!problems.isEmpty()) {
      throw new ConfigurationException("network state", problems);
    }
    derive(readings, ordered, all);
    readings.replaceAll((element, values) -> Collections.unmodifiableSortedMap(values));
    return compared(
        new NetworkState(
            time,
            new ScoringModel(all, exponent, ownShare),
            graph,
            readings,
            resources,
            ordered,
            assumptions));
  }

  private SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings(
      KpiCatalog all, List<String> problems) {
    SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings = new TreeMap<>();
    given.forEach(
        (parameter, reading) -> {
          KpiDefinition definition = all.find(parameter.kpi()).orElse(null);
          if (definition == null) {
            List<String> known = all.definitions().stream().map(d -> d.kpi().code()).toList();
            problems.add(
                "%s: the catalogue does not know it%s"
                    .formatted(parameter, Nearest.hint(parameter.kpi().code(), known)));
          } else {
            String problem = problem(parameter, definition, reading);
            if (problem.isEmpty()) {
              readings
                  .computeIfAbsent(parameter.element(), unused -> new TreeMap<>())
                  .put(
                      parameter.kpi(),
                      new Reading(inUnitOf(definition, reading), reading.quality()));
            } else {
              problems.add(problem);
            }
          }
        });
    return readings;
  }

  private static String problem(Parameter parameter, KpiDefinition definition, Given reading) {
    if (!ExactSum.accepts(reading.value())) {
      return parameter + ": value must be a finite number: " + reading.value();
    }
    if (!(reading.quality() >= 0 && reading.quality() <= 1)) {
      return parameter + ": quality must be from 0 to 1: " + reading.quality();
    }
    if (!reading.unit().equals(Unit.DECLARED) && !reading.unit().convertsTo(definition.unit())) {
      return "%s: '%s' (%s) is not a unit of it, which is in '%s' (%s)"
          .formatted(
              parameter,
              reading.unit(),
              reading.unit().quantity(),
              definition.unit(),
              definition.unit().quantity());
    }
    return Physical.problem(parameter, definition, inUnitOf(definition, reading));
  }

  private static double inUnitOf(KpiDefinition definition, Given reading) {
    return reading.unit().equals(Unit.DECLARED)
        ? reading.value()
        : reading.unit().convert(reading.value(), definition.unit());
  }

  private static void check(
      Resource resource,
      SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings,
      List<String> problems) {
    SortedMap<Kpi, Reading> values =
        readings.getOrDefault(resource.element(), Collections.emptySortedMap());
    if (resource.queue().isPresent()) {
      if (!values.containsKey(resource.load())) {
        problems.add("%s: a queue needs a value of %s".formatted(resource, resource.load()));
      }
      if (!values.containsKey(Resource.CAPACITY)
          && !(resource.radio().isPresent() && values.containsKey(resource.sinr()))) {
        problems.add(
            "%s: a queue needs the capacity, or a radio and a value of %s"
                .formatted(resource, resource.sinr()));
      }
    }
    if (resource.sharing() == Sharing.EQUAL && !values.containsKey(resource.users())) {
      problems.add("%s: equal shares need a value of %s".formatted(resource, resource.users()));
    }
  }

  /** Adds what services make where nobody measured it; gives cells the capacity of their radio. */
  private void derive(
      SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings,
      List<Service> ordered,
      KpiCatalog all) {
    resources.values().forEach(resource -> capacity(resource, readings));
    readings.values().forEach(values -> ordered.forEach(service -> derive(values, service, all)));
  }

  private static void capacity(
      Resource resource, SortedMap<ElementPath, SortedMap<Kpi, Reading>> readings) {
    SortedMap<Kpi, Reading> values = readings.get(resource.element());
    Reading sinr = values == null ? null : values.get(resource.sinr());
    if (values != null && sinr != null) {
      resource
          .radio()
          .ifPresent(
              radio ->
                  values.putIfAbsent(
                      Resource.CAPACITY,
                      new Reading(radio.capacityMegabits(sinr.value()), sinr.quality())));
    }
  }

  private static void derive(Map<Kpi, Reading> values, Service service, KpiCatalog all) {
    List<Reading> inputs =
        service.inputs().stream()
            .map(values::get)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    if (inputs.size() == service.inputs().size() && !values.containsKey(service.output())) {
      double made = service.value(all, kpi -> inputs.get(service.inputs().indexOf(kpi)).value());
      double least = inputs.stream().mapToDouble(Reading::quality).min().orElse(1);
      values.put(service.output(), new Reading(made, least));
    }
  }

  /** Returns the state with a remark if it does not score as the engine it came from does. */
  private NetworkState compared(NetworkState state) {
    List<Assumption> all = new ArrayList<>(assumptions);
    scores.forEach(
        (element, score) -> {
          double here = state.score(element).value();
          if (Math.abs(here - score) >= 0.05) {
            all.add(
                new Assumption(
                    String.format(
                        Locale.ROOT,
                        "%s scores %.1f here and %.1f in the engine: set its exponent, own share"
                            + " and weights",
                        element,
                        here,
                        score),
                    Assumption.GIVEN,
                    0));
          }
        });
    return new NetworkState(
        state.time(),
        state.model(),
        state.graph(),
        state.allReadings(),
        resources,
        state.services(),
        all);
  }
}
