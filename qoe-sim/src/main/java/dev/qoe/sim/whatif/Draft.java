package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A state in the making: what differs from the state before, through what, on which assumptions.
 * Confine to one thread.
 */
final class Draft {

  /**
   * What moved a reading. Immutable.
   *
   * @param source the element where the cause lies
   * @param law how it acts
   */
  record Through(ElementPath source, Law law) {}

  private final NetworkState state;
  private final Map<Parameter, Reading> changed = new TreeMap<>();
  private final Map<Parameter, Set<Through>> through = new TreeMap<>();
  private final Set<Parameter> asked = new LinkedHashSet<>();
  private final Set<Parameter> absolute = new LinkedHashSet<>();
  private final Map<ElementPath, ResourceLaws.Point> loads = new TreeMap<>();
  private final Set<Parameter> unmoved = new TreeSet<>();
  private final Map<String, Assumption> assumptions = new LinkedHashMap<>();

  Draft(NetworkState state) {
    this.state = state;
  }

  Map<Parameter, Reading> changed() {
    return changed;
  }

  List<Through> through(Parameter parameter) {
    return List.copyOf(through.getOrDefault(parameter, Set.of()));
  }

  List<Assumption> assumptions() {
    return new ArrayList<>(assumptions.values());
  }

  /** Returns the elements of which anything differs, in the order of paths. */
  Set<ElementPath> touched() {
    Set<ElementPath> elements = new TreeSet<>();
    changed.keySet().forEach(parameter -> elements.add(parameter.element()));
    return elements;
  }

  double before(Parameter parameter) {
    return state.value(parameter.element(), parameter.kpi());
  }

  double after(Parameter parameter) {
    Reading reading = changed.get(parameter);
    return reading == null ? before(parameter) : reading.value();
  }

  double before(ElementPath element, Kpi kpi) {
    return before(Parameter.of(element, kpi));
  }

  double after(ElementPath element, Kpi kpi) {
    return after(Parameter.of(element, kpi));
  }

  /** Returns how far a reading can be trusted, 0 to 1; 1 if there was none. */
  double quality(Parameter parameter) {
    Reading reading = changed.get(parameter);
    return reading != null
        ? reading.quality()
        : state.reading(parameter.element(), parameter.kpi()).map(Reading::quality).orElse(1.0);
  }

  boolean asked(Parameter parameter) {
    return asked.contains(parameter);
  }

  boolean asked(ElementPath element, Kpi kpi) {
    return asked.contains(Parameter.of(element, kpi));
  }

  boolean differs(ElementPath element, Kpi kpi) {
    Parameter parameter = Parameter.of(element, kpi);
    return changed.containsKey(parameter) && after(parameter) != before(parameter);
  }

  void ask(Parameter parameter, double value, double quality) {
    asked.add(parameter);
    changed.put(parameter, new Reading(value, quality));
    note(parameter, parameter.element(), Law.ASKED);
  }

  /** Notes where a resource stood when a load was asked for. */
  void askLoad(ElementPath element, ResourceLaws.Point point) {
    loads.put(element, point);
  }

  Optional<ResourceLaws.Point> loadAsked(ElementPath element) {
    return Optional.ofNullable(loads.get(element));
  }

  /** Gives a reading in {@code unit} what follows from a law, even after another was asked for. */
  void follow(Parameter parameter, double value, Unit unit, ElementPath source, Law law) {
    boolean was = asked.remove(parameter);
    move(parameter, value, unit, source, law);
    if (was) {
      asked.add(parameter);
    }
  }

  /** Notes that a parameter was set, not moved by an amount. */
  void absolute(Parameter parameter) {
    absolute.add(parameter);
  }

  boolean isAbsolute(Parameter parameter) {
    return absolute.contains(parameter);
  }

  /** Notes what a law takes for granted; readings are counted as it moves them. */
  void assume(Law law) {
    if (!law.assumption().isEmpty()) {
      assume(law.assumption(), law.trust(), 0);
    }
  }

  /** Gives a reading another value by a law, unless it was asked for or does not move. */
  void move(Parameter parameter, double value, ElementPath source, Law law) {
    move(parameter, value, quality(parameter) * law.trust(), source, law);
  }

  void move(Parameter parameter, double value, double quality, ElementPath source, Law law) {
    KpiDefinition definition = state.catalog().get(parameter.kpi());
    double bounded = Physical.bounded(definition, value);
    if (!asked(parameter) && bounded != after(parameter)) {
      changed.put(parameter, new Reading(bounded, quality));
      note(parameter, source, law);
    }
  }

  /** Notes that a reading was computed anew and came out the same. */
  void unmoved(Parameter parameter, ElementPath source, Law law) {
    unmoved.add(parameter);
    note(parameter, source, law);
  }

  Set<Parameter> unmoved() {
    return unmoved;
  }

  /** Gives a reading the value it has while nothing works, even if another was asked for. */
  void stop(Parameter parameter, double value, ElementPath source) {
    changed.put(parameter, new Reading(value, quality(parameter)));
    through.remove(parameter);
    note(parameter, source, Law.OUTAGE);
  }

  private void note(Parameter parameter, ElementPath source, Law law) {
    through
        .computeIfAbsent(parameter, unused -> new LinkedHashSet<>())
        .add(new Through(source, law));
    if (!law.assumption().isEmpty()) {
      assume(law.assumption(), law.trust(), 1);
    }
  }

  void assume(String text, double trust, int readings) {
    assumptions.merge(
        text,
        new Assumption(text, trust, readings),
        (old, more) -> new Assumption(text, trust, old.readings() + more.readings()));
  }

  /** Returns a reading before, in {@code unit}; NaN if there is none. */
  double before(ElementPath element, Kpi kpi, Unit unit) {
    return convert(kpi, before(element, kpi), unit);
  }

  /** Returns a reading after, in {@code unit}; NaN if there is none. */
  double after(ElementPath element, Kpi kpi, Unit unit) {
    return convert(kpi, after(element, kpi), unit);
  }

  private double convert(Kpi kpi, double value, Unit unit) {
    return Double.isNaN(value) ? value : state.catalog().get(kpi).unit().convert(value, unit);
  }

  /** Moves a reading to a value in {@code unit}. */
  void move(Parameter parameter, double value, Unit unit, ElementPath source, Law law) {
    move(parameter, unit.convert(value, state.catalog().get(parameter.kpi()).unit()), source, law);
  }
}
