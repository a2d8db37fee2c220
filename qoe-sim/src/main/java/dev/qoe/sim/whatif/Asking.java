package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.Nearest;
import java.util.Set;
import java.util.TreeSet;

/** What is asked for, put into a draft or refused. Confine to one thread. */
final class Asking {

  private final NetworkState state;
  private final Reach reach;
  private final Draft draft;
  private final Set<ElementPath> down = new TreeSet<>();

  Asking(NetworkState state, Reach reach, Draft draft) {
    this.state = state;
    this.reach = reach;
    this.draft = draft;
  }

  /** Returns the elements that are to be out of service. */
  Set<ElementPath> down() {
    return down;
  }

  void apply(Change change) {
    if (change instanceof Change.Value value) {
      KpiDefinition definition = definition(value.parameter());
      known(value.parameter().element());
      double base = base(value);
      boolean absolute = value.operation() == Change.Operation.SET;
      set(
          value.parameter(),
          definition,
          value.applyTo(base),
          absolute ? 1 : draft.quality(value.parameter()));
      if (absolute) {
        draft.absolute(value.parameter());
      }
      Resource resource = state.resourcesByElement().get(value.parameter().element());
      if (resource != null && resource.load().equals(value.parameter().kpi())) {
        new ResourceLaws(resource, draft, reach, state).askedLoad();
      }
    } else if (change instanceof Change.Outage outage) {
      known(outage.element());
      down.add(outage.element());
    } else if (change instanceof Change.MovedUsers moved) {
      move(moved);
    }
  }

  /** Returns what a change starts from; what was never measured on the way is taken as nothing. */
  private double base(Change.Value change) {
    double base = draft.after(change.parameter());
    if (!Double.isNaN(base) || change.operation() == Change.Operation.SET) {
      return base;
    }
    Kpi kpi = change.parameter().kpi();
    if (Propagation.DELAYS.containsKey(kpi)
        || kpi.equals(Kpi.JITTER)
        || kpi.equals(Kpi.PACKET_LOSS)) {
      return 0;
    }
    throw new IllegalArgumentException(
        "%s cannot be changed by an amount or a factor: it has no value; give the state one, or set it"
            .formatted(change.parameter()));
  }

  private void set(Parameter parameter, KpiDefinition definition, double value, double quality) {
    String problem =
        Double.isFinite(value)
            ? Physical.problem(parameter, definition, value)
            : parameter + " must be finite: " + value;
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem + "; ask for less of a change");
    }
    draft.ask(parameter, value, quality);
  }

  private void move(Change.MovedUsers moved) {
    Parameter from = usersOf(moved.from());
    Parameter to = usersOf(moved.to());
    double there = draft.after(from);
    if (moved.users() > there) {
      throw new IllegalArgumentException(
          "%s users cannot leave '%s': it has %s".formatted(moved.users(), moved.from(), there));
    }
    draft.ask(from, there - moved.users(), draft.quality(from));
    draft.ask(to, draft.after(to) + moved.users(), draft.quality(to));
    draft.assume(Law.USERS.assumption(), Law.USERS.trust(), 2);
    draft.assume(
        "users who move find the signal, and elements keep the weights, that were there before",
        Assumption.GIVEN,
        0);
  }

  private Parameter usersOf(ElementPath cell) {
    known(cell);
    Resource resource = state.resourcesByElement().get(cell);
    if (resource == null || !resource.isCell()) {
      throw new IllegalArgumentException(
          "users cannot move from or to '%s': it is not declared as a cell".formatted(cell));
    }
    Parameter users = Parameter.of(cell, resource.users());
    if (Double.isNaN(draft.after(users))) {
      throw new IllegalArgumentException(
          "users cannot move from or to '%s': %s has no value there"
              .formatted(cell, resource.users()));
    }
    return users;
  }

  private KpiDefinition definition(Parameter parameter) {
    return state
        .catalog()
        .find(parameter.kpi())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: the catalogue does not know it%s"
                        .formatted(
                            parameter,
                            Nearest.hint(
                                parameter.kpi().code(),
                                state.catalog().definitions().stream()
                                    .map(known -> known.kpi().code())
                                    .toList()))));
  }

  private void known(ElementPath element) {
    if (!state.knows(element)) {
      throw new IllegalArgumentException(
          "unknown element '%s'%s"
              .formatted(
                  element,
                  Nearest.hint(
                      element.text(), state.elements().stream().map(ElementPath::text).toList())));
    }
  }
}
