package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.KpiDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for the least change of one parameter: steps away from its value in both directions
 * until one reaches the goal, then halves that step.
 *
 * <p>So of several values that reach the goal the nearest counts, to within a step; where the
 * objective is monotone, exactly. Confine to one thread.
 */
final class GoalSearch {

  private static final int STEPS = 64;
  private static final int HALVINGS = 60;

  private final Evaluator evaluator;
  private final List<Change> changes;
  private final Objective objective;
  private final double target;
  private final double before;

  private double best;
  private double bestAt;

  private GoalSearch(
      Evaluator evaluator, List<Change> changes, Objective objective, double target) {
    this.evaluator = evaluator;
    this.changes = changes;
    this.objective = objective;
    this.target = Checks.finite("target of a goal", target);
    this.before = evaluator.now(changes, objective);
  }

  static GoalSearch of(
      Evaluator evaluator, List<Change> changes, Objective objective, double target) {
    return new GoalSearch(evaluator, changes, objective, target);
  }

  /** Searches within the indicator's own scale. */
  GoalResult within(Parameter parameter) {
    double from = start(evaluator, changes, parameter);
    KpiDefinition definition = evaluator.state().catalog().get(parameter.kpi());
    return within(parameter, Math.min(definition.min(), from), Math.max(definition.max(), from));
  }

  GoalResult within(Parameter parameter, double min, double max) {
    double from = start(evaluator, changes, parameter);
    Checks.finite("lower bound of " + parameter, min);
    Checks.finite("upper bound of " + parameter, max);
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "bounds of %s must ascend: %s to %s".formatted(parameter, min, max));
    }
    best = before;
    bestAt = from;
    if (objective.reaches(before, target, evaluator.state())) {
      return result(parameter, from, from, before, true);
    }
    Optional<Double> down = towards(parameter, from, min);
    Optional<Double> up = towards(parameter, from, max);
    if (down.isEmpty() && up.isEmpty()) {
      return result(parameter, from, bestAt, best, false);
    }
    double nearest =
        down.filter(value -> up.isEmpty() || from - value <= up.get() - from)
            .orElseGet(() -> up.orElse(from));
    return result(parameter, from, nearest, at(parameter, nearest), true);
  }

  /** Returns the value a parameter has before the search. */
  static double start(Evaluator evaluator, List<Change> changes, Parameter parameter) {
    double value = evaluator.parameter(changes, parameter);
    if (Double.isNaN(value)) {
      List<Change> more = new ArrayList<>(changes);
      more.add(Change.add(parameter, 0));
      value = evaluator.parameter(more, parameter);
    }
    return value;
  }

  private Optional<Double> towards(Parameter parameter, double from, double bound) {
    double misses = from;
    for (int step = 1; step <= STEPS && from != bound; step++) {
      double value = from + (bound - from) * step / STEPS;
      if (reaches(parameter, value)) {
        return Optional.of(halved(parameter, misses, value));
      }
      misses = value;
    }
    return Optional.empty();
  }

  private double halved(Parameter parameter, double fails, double works) {
    double misses = fails;
    double hits = works;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = misses + (hits - misses) / 2;
      if (reaches(parameter, middle)) {
        hits = middle;
      } else {
        misses = middle;
      }
    }
    return hits;
  }

  private boolean reaches(Parameter parameter, double value) {
    double reached = at(parameter, value);
    boolean better = objective.lowerIsBetter(evaluator.state()) ? reached < best : reached > best;
    if (better) {
      best = reached;
      bestAt = value;
    }
    return objective.reaches(reached, target, evaluator.state());
  }

  private double at(Parameter parameter, double value) {
    List<Change> more = new ArrayList<>(changes);
    more.add(Change.set(parameter, value));
    return evaluator.value(more, objective);
  }

  private GoalResult result(
      Parameter parameter, double from, double to, double after, boolean reached) {
    NetworkState state = evaluator.state();
    KpiDefinition definition = state.catalog().get(parameter.kpi());
    String what =
        "%s of %s".formatted(Propagation.named(definition), state.name(parameter.element()));
    String now = objective.show(before, state);
    String then = objective.show(after, state);
    String goal = objective.show(target, state);
    String change = Differences.text(definition, from, to);
    String text =
        reached
            ? from == to
                ? "%s: already %s with %s".formatted(what, now, change)
                : "%s: %s gives %s (now %s)".formatted(what, change, then, now)
            : from == to
                ? "%s: %s is out of reach, nothing betters %s".formatted(what, goal, now)
                : "%s: %s is out of reach, %s gives %s at best (now %s)"
                    .formatted(what, goal, change, then, now);
    return new GoalResult(
        parameter,
        objective,
        target,
        from,
        to,
        before,
        after,
        reached,
        evaluator.evaluations(),
        text);
  }
}
