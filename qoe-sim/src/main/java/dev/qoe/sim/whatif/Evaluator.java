package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A state ready to try changes on, many times. Confine to one thread. */
final class Evaluator {

  private final NetworkState state;
  private final Propagation propagation;
  private final Scorer scorer;
  private int evaluations;

  Evaluator(NetworkState state) {
    this.state = state;
    this.propagation = new Propagation(state);
    this.scorer = new Scorer(state);
  }

  NetworkState state() {
    return state;
  }

  int evaluations() {
    return evaluations;
  }

  /** Returns what the objective is after some changes; NaN if it has no value. */
  double value(List<Change> changes, Objective objective) {
    evaluations++;
    Draft draft = propagation.run(changes, false);
    if (objective instanceof Objective.OfScore score) {
      scorer.apply(draft.changed());
      double value = scorer.value(score.element());
      scorer.takeBack(draft.changed());
      return value;
    }
    return draft.after(((Objective.OfKpi) objective).parameter());
  }

  /** Returns the value of a parameter after some changes; NaN if it has none. */
  double parameter(List<Change> changes, Parameter parameter) {
    return propagation.run(changes, false).after(parameter);
  }

  /**
   * Returns the value an objective has now.
   *
   * @throws IllegalArgumentException if it has none, or one that is best in the middle
   */
  double now(List<Change> changes, Objective objective) {
    if (objective instanceof Objective.OfKpi of
        && state.catalog().get(of.parameter().kpi()).direction() == Direction.TARGET) {
      throw new IllegalArgumentException(
          "%s is best in the middle and cannot be an objective: take a score".formatted(objective));
    }
    double value = value(changes, objective);
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(objective + " has no value");
    }
    return value;
  }

  WhatIfResult result(List<Change> changes, ElementPath judged) {
    Score before = scorer.score(judged);
    Map<ElementPath, Double> valuesBefore = values();
    Draft draft = propagation.run(changes, true);
    scorer.apply(draft.changed());
    Score after = scorer.score(judged);
    List<WhatIfResult.ElementDifference> elements = new ArrayList<>();
    values()
        .forEach(
            (element, value) ->
                elements.add(
                    new WhatIfResult.ElementDifference(
                        element, valuesBefore.getOrDefault(element, Double.NaN), value)));
    scorer.takeBack(draft.changed());
    List<Assumption> assumptions = new ArrayList<>(state.assumptions());
    assumptions.addAll(draft.assumptions());
    return new WhatIfResult(
        judged,
        changes,
        before,
        after,
        Differences.of(state, draft, before, after),
        elements,
        assumptions);
  }

  private Map<ElementPath, Double> values() {
    Map<ElementPath, Double> values = new TreeMap<>();
    for (ElementPath element : state.elements()) {
      for (ElementPath at : state.graph().pathToRoot(element)) {
        values.computeIfAbsent(at, scorer::value);
      }
    }
    return values;
  }
}
