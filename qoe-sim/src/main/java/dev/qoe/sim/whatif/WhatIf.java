package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a network: if this changed, what would people notice?
 *
 * <p>Each method returns a longer question; {@link #run()} answers it. Changes act in the order in
 * which they are asked for. Immutable.
 *
 * @since 0.1
 */
public final class WhatIf {

  private final NetworkState state;
  private final @Nullable ElementPath judged;
  private final List<Change> changes;

  private WhatIf(NetworkState state, @Nullable ElementPath judged, List<Change> changes) {
    this.state = state;
    this.judged = judged;
    this.changes = List.copyOf(changes);
  }

  /** Returns the question that changes nothing yet. */
  public static WhatIf on(NetworkState state) {
    return new WhatIf(state, null, List.of());
  }

  /** Returns this question about the score of one element; of all that has values unless set. */
  public WhatIf judging(ElementPath element) {
    return new WhatIf(state, element, changes);
  }

  /** Returns this question with one more change. */
  public WhatIf with(Change change) {
    List<Change> more = new ArrayList<>(changes);
    more.add(change);
    return new WhatIf(state, judged, more);
  }

  /** Returns this question with an indicator set to {@code value}, in its unit. */
  public WhatIf set(ElementPath element, Kpi kpi, double value) {
    return with(Change.set(Parameter.of(element, kpi), value));
  }

  /**
   * Returns this question with {@code amount} added to an indicator, in its unit; delay, jitter and
   * loss that are not known count as 0 before.
   */
  public WhatIf add(ElementPath element, Kpi kpi, double amount) {
    return with(Change.add(Parameter.of(element, kpi), amount));
  }

  /** Returns this question with an indicator multiplied by {@code factor}. */
  public WhatIf scale(ElementPath element, Kpi kpi, double factor) {
    return with(Change.scale(Parameter.of(element, kpi), factor));
  }

  /** Returns this question with an element, and all that needs it, out of service. */
  public WhatIf outage(ElementPath element) {
    return with(Change.outage(element));
  }

  /** Returns this question with users moved from one declared cell to another. */
  public WhatIf moveUsers(ElementPath from, ElementPath to, double users) {
    return with(Change.moveUsers(from, to, users));
  }

  /**
   * Returns the answer.
   *
   * @throws IllegalArgumentException if a change speaks of what the state does not know, or leads
   *     to a value that cannot be, for example a loss above 1
   */
  public WhatIfResult run() {
    return new Evaluator(state).result(changes, judged());
  }

  /**
   * Returns what an objective is after the changes, without explanation; NaN if it has no value.
   *
   * <p>It does less than {@link #run()}, and is meant for sweeps.
   *
   * @throws IllegalArgumentException as {@link #run()} does
   */
  public double value(Objective objective) {
    return new Evaluator(state).value(changes, objective);
  }

  /**
   * Returns the least change of one parameter, on top of the changes of this question, that brings
   * the score to {@code target}, 0 to 100; tried within the indicator's own scale.
   *
   * @throws IllegalArgumentException if the parameter or the score has no value
   */
  public GoalResult wanted(Parameter parameter, double target) {
    return wanted(parameter, Objective.score(judged()), target);
  }

  /**
   * Returns the least change of one parameter that brings an objective to {@code target}.
   *
   * @throws IllegalArgumentException if the parameter or the objective has no value
   */
  public GoalResult wanted(Parameter parameter, Objective objective, double target) {
    return GoalSearch.of(new Evaluator(state), changes, objective, target).within(parameter);
  }

  /**
   * Returns the least change of one parameter that brings an objective to {@code target} while the
   * parameter stays within {@code min} to {@code max}, in its indicator's unit.
   *
   * @throws IllegalArgumentException unless {@code min < max}, or if the parameter or the objective
   *     has no value
   */
  public GoalResult wanted(
      Parameter parameter, Objective objective, double target, double min, double max) {
    return GoalSearch.of(new Evaluator(state), changes, objective, target)
        .within(parameter, min, max);
  }

  /** Returns an optimisation of several parameters, on top of the changes of this question. */
  public Optimization optimize() {
    return new Optimization(state, changes, Objective.score(judged()));
  }

  ElementPath judged() {
    return judged != null ? judged : state.top();
  }
}
