package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The way of a change through a network, in the order of cause: what was asked for, then shared
 * cells, shared links, what packets meet on their way, outages, and last the service models.
 *
 * <p>Everything moves by differences: without a change all stays as it was measured, bit for bit.
 * Confine to one thread.
 */
final class Propagation {

  private static final Unit MILLIS = Unit.of("ms");

  /** Indicators of delay, and how often a packet passes the way while they are measured. */
  static final Map<Kpi, Integer> DELAYS =
      new TreeMap<>(
          Map.of(
              Kpi.ONE_WAY_DELAY,
              1,
              Kpi.of("SVC_M2E"),
              1,
              Kpi.ROUND_TRIP_TIME,
              2,
              Kpi.ROUND_TRIP_TIME_MAX,
              2));

  private static final int HELD_NAMED = 8;

  private final NetworkState state;
  private final Reach reach;

  Propagation(NetworkState state) {
    this.state = state;
    this.reach = new Reach(state);
  }

  /**
   * Returns what the changes make of the state.
   *
   * @param explaining whether to collect what an explanation needs beyond readings
   * @throws IllegalArgumentException if a change speaks of what the state does not know, or leads
   *     to a value that cannot be
   */
  Draft run(List<Change> changes, boolean explaining) {
    Draft draft = new Draft(state);
    Asking asking = new Asking(state, reach, draft);
    changes.forEach(asking::apply);
    Set<ElementPath> down = asking.down();
    Map<ElementPath, List<Impairment>> impairments = new TreeMap<>();
    asked(draft, impairments);
    resources(draft, impairments, down);
    impairments.forEach((element, all) -> all.forEach(one -> spread(element, one, draft)));
    Set<ElementPath> dark = new TreeSet<>();
    down.forEach(element -> stop(element, draft, dark));
    services(draft, dark);
    if (explaining) {
      explain(draft, impairments, dark);
    }
    return draft;
  }

  // ---- what follows -------------------------------------------------------------------------

  /** Finds what the changes asked for add to the way of packets. */
  private void asked(Draft draft, Map<ElementPath, List<Impairment>> impairments) {
    for (ElementPath element : draft.touched()) {
      Impairment impairment = new Impairment();
      DELAYS.keySet().stream()
          .filter(kpi -> draft.asked(element, kpi))
          .findFirst()
          .ifPresent(
              kpi ->
                  impairment.add(
                      moved(element, kpi, MILLIS, draft) / DELAYS.getOrDefault(kpi, 1),
                      0,
                      1,
                      asked(element, kpi, draft)));
      if (draft.asked(element, Kpi.JITTER)) {
        double after = draft.after(element, Kpi.JITTER, MILLIS);
        double before = zero(draft.before(element, Kpi.JITTER, MILLIS));
        impairment.add(0, after * after - before * before, 1, asked(element, Kpi.JITTER, draft));
      }
      if (draft.asked(element, Kpi.PACKET_LOSS)) {
        double before = zero(draft.before(element, Kpi.PACKET_LOSS, Unit.RATIO));
        double after = draft.after(element, Kpi.PACKET_LOSS, Unit.RATIO);
        double passing = before < 1 ? (1 - after) / (1 - before) : 1;
        impairment.add(0, 0, passing, asked(element, Kpi.PACKET_LOSS, draft));
      }
      if (!impairment.nothing()) {
        add(element, impairment, impairments, draft);
      }
    }
  }

  private static double moved(ElementPath element, Kpi kpi, Unit unit, Draft draft) {
    return draft.after(element, kpi, unit) - zero(draft.before(element, kpi, unit));
  }

  /** An amount of delay adds to whatever was there; all else depends on what that was. */
  private Law asked(ElementPath element, Kpi kpi, Draft draft) {
    Parameter parameter = Parameter.of(element, kpi);
    boolean known = !Double.isNaN(draft.before(parameter));
    if (known || (DELAYS.containsKey(kpi) && !draft.isAbsolute(parameter))) {
      return Law.ASKED;
    }
    return new Law(
        Law.ASKED.name(),
        "%s of %s is not known: it is taken to be 0 before"
            .formatted(named(state.catalog().get(kpi)), state.name(element)),
        Assumption.GUESS);
  }

  private static double zero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** Cells come first, so that links see the users and cap the throughput that cells give. */
  private void resources(
      Draft draft, Map<ElementPath, List<Impairment>> impairments, Set<ElementPath> down) {
    List<Resource> ordered = new ArrayList<>(state.resources());
    ordered.sort(Comparator.comparing((Resource resource) -> !resource.isCell()));
    for (Resource resource : ordered) {
      ElementPath element = resource.element();
      Impairment impairment = new Impairment();
      if (!new ResourceLaws(resource, draft, reach, state).propagate(impairment)) {
        down.add(element);
      } else if (!impairment.nothing()) {
        add(element, impairment, impairments, draft);
      }
    }
  }

  private static void add(
      ElementPath element,
      Impairment impairment,
      Map<ElementPath, List<Impairment>> impairments,
      Draft draft) {
    impairment.laws().forEach(draft::assume);
    impairments.computeIfAbsent(element, unused -> new ArrayList<>()).add(impairment);
  }

  /** Lets all packets that pass an element meet what it adds. */
  private void spread(ElementPath element, Impairment impairment, Draft draft) {
    Set<ElementPath> all = new TreeSet<>(reach.behind(element));
    all.add(element);
    Law delay = impairment.seenThrough(Law.DELAY);
    Law jitter = impairment.seenThrough(Law.JITTER);
    Law loss = impairment.seenThrough(Law.LOSS);
    for (ElementPath at : all) {
      Map<Kpi, Reading> readings = state.readings(at);
      DELAYS.forEach(
          (kpi, passes) -> {
            if (readings.containsKey(kpi) && impairment.delayMillis() != 0) {
              double moved = draft.after(at, kpi, MILLIS) + passes * impairment.delayMillis();
              draft.move(Parameter.of(at, kpi), Math.max(0, moved), MILLIS, element, delay);
            }
          });
      if (readings.containsKey(Kpi.JITTER) && impairment.movesJitter()) {
        double moved = impairment.jitter(draft.after(at, Kpi.JITTER, MILLIS));
        draft.move(Parameter.of(at, Kpi.JITTER), moved, MILLIS, element, jitter);
      }
      if (readings.containsKey(Kpi.PACKET_LOSS) && impairment.movesLoss()) {
        double moved = impairment.loss(draft.after(at, Kpi.PACKET_LOSS, Unit.RATIO));
        draft.move(
            Parameter.of(at, Kpi.PACKET_LOSS),
            Math.max(0, Math.min(1, moved)),
            Unit.RATIO,
            element,
            loss);
      }
    }
  }

  private void stop(ElementPath element, Draft draft, Set<ElementPath> dark) {
    Set<ElementPath> all = new TreeSet<>(reach.behind(element));
    all.add(element);
    for (ElementPath at : all) {
      if (dark.add(at)) {
        for (Kpi kpi : state.readings(at).keySet()) {
          double worst = Physical.outOfService(state.catalog().get(kpi));
          draft.stop(Parameter.of(at, kpi), worst, element);
        }
      }
    }
  }

  private void services(Draft draft, Set<ElementPath> dark) {
    for (ElementPath element : draft.touched()) {
      if (!dark.contains(element)) {
        for (Service service : state.services()) {
          service(service, element, draft);
        }
      }
    }
  }

  private void service(Service service, ElementPath element, Draft draft) {
    Parameter output = Parameter.of(element, service.output());
    List<Kpi> moved = service.inputs().stream().filter(kpi -> draft.differs(element, kpi)).toList();
    double says = service.value(state.catalog(), kpi -> draft.after(element, kpi));
    if (moved.isEmpty() || Double.isNaN(says) || draft.asked(output)) {
      return;
    }
    double said = service.value(state.catalog(), kpi -> draft.before(element, kpi));
    double was = draft.before(output);
    KpiDefinition definition = state.catalog().get(service.output());
    double is = says;
    String calibrated = "";
    if (!Double.isNaN(was) && was != said && !Double.isNaN(said)) {
      is = Math.max(definition.min(), Math.min(definition.max(), was + (says - said)));
      calibrated =
          "%s is moved by as much as its model moves, since the model alone gives another value than was measured"
              .formatted(named(definition));
    }
    double quality =
        service.inputs().stream()
            .mapToDouble(kpi -> draft.quality(Parameter.of(element, kpi)))
            .min()
            .orElse(1);
    double trust = calibrated.isEmpty() ? 1 : Assumption.LAW;
    Law law =
        new Law(
            "%s from %s"
                .formatted(
                    service.model().title(),
                    moved.stream()
                        .map(kpi -> named(state.catalog().get(kpi)))
                        .collect(Collectors.joining(" and "))),
            calibrated,
            trust);
    if (is == was) {
      draft.unmoved(output, element, law);
    } else {
      draft.move(output, is, quality * trust, element, law);
    }
  }

  // ---- what is silent elsewhere -------------------------------------------------------------

  private void explain(
      Draft draft, Map<ElementPath, List<Impairment>> impairments, Set<ElementPath> dark) {
    Set<ElementPath> crossed = new TreeSet<>();
    impairments.keySet().forEach(element -> crossed.addAll(reach.behind(element)));
    long several = reach.withSeveralLinks(new TreeSet<>(crossed));
    if (several > 0) {
      draft.assume(
          "%d elements have several links and are taken to use all of them: nothing is rerouted"
              .formatted(several),
          Assumption.GIVEN,
          0);
    }
    boolean reacts =
        crossed.stream()
            .anyMatch(
                at ->
                    state.readings(at).containsKey(Kpi.DOWNLINK_THROUGHPUT)
                        && !draft.differs(at, Kpi.DOWNLINK_THROUGHPUT));
    if (reacts) {
      draft.assume(
          "throughput does not react to delay and loss, as that of TCP would", Assumption.GIVEN, 0);
    }
    held(draft, dark);
    draft.assume(Law.STEADY, Assumption.GIVEN, 0);
  }

  /** Says which scored indicators of the elements touched no dependency moves. */
  private void held(Draft draft, Set<ElementPath> dark) {
    Set<String> names = new LinkedHashSet<>();
    int readings = 0;
    for (ElementPath element : draft.touched()) {
      if (!dark.contains(element)) {
        for (Kpi kpi : state.readings(element).keySet()) {
          KpiDefinition definition = state.catalog().get(kpi);
          if (!draft.differs(element, kpi)
              && definition.impact() != ImpactLevel.NONE
              && !isMade(kpi, element, draft)) {
            names.add(named(definition));
            readings++;
          }
        }
      }
    }
    if (!names.isEmpty()) {
      List<String> sorted = names.stream().sorted().toList();
      String list = String.join(", ", sorted.subList(0, Math.min(HELD_NAMED, sorted.size())));
      draft.assume(
          "no dependency moves %s%s: they stay as they are"
              .formatted(
                  list,
                  sorted.size() > HELD_NAMED
                      ? " and %d more".formatted(sorted.size() - HELD_NAMED)
                      : ""),
          Assumption.GIVEN,
          readings);
    }
  }

  /** Whether a service makes an indicator of something that moved, be it to the same value. */
  private boolean isMade(Kpi kpi, ElementPath element, Draft draft) {
    return state.services().stream()
        .anyMatch(
            service ->
                service.output().equals(kpi)
                    && service.inputs().stream().anyMatch(input -> draft.differs(element, input)));
  }

  static String named(KpiDefinition definition) {
    String name = definition.name();
    return name.length() > 1 && Character.isLowerCase(name.charAt(1))
        ? Character.toLowerCase(name.charAt(0)) + name.substring(1)
        : name;
  }
}
