package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.KpiDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The search for the best setting of several levers.
 *
 * <p>The search looks at the order of points only: they are ranked in three classes: those that
 * reach the target within the budget, by cost (or by the objective where only a budget is set);
 * those within the budget, by the objective; the others, by cost. Confine to one thread.
 */
final class LeverSearch {

  private static final double INFEASIBLE = 1e6;
  private static final double UNAFFORDABLE = 1e12;
  private static final int HALVINGS = 50;
  private static final int SWEEPS = 2;
  private static final int TELL_EVERY = 100;

  private final Evaluator evaluator;
  private final List<Change> changes;
  private final List<Optimization.Lever> levers;
  private final Objective objective;
  private final OptionalDouble target;
  private final OptionalDouble budget;
  private final double[] start;
  private final double before;
  private final double wholeCost;

  private double[] best;
  private double bestRank = Double.POSITIVE_INFINITY;
  private double bestValue = Double.NaN;
  private int tried;
  private int most;
  private Consumer<? super Progress> listener = progress -> {};

  LeverSearch(
      Evaluator evaluator,
      List<Change> changes,
      List<Optimization.Lever> levers,
      Objective objective,
      OptionalDouble target,
      OptionalDouble budget) {
    this.evaluator = evaluator;
    this.changes = changes;
    this.levers = levers;
    this.objective = objective;
    this.target = target;
    this.budget = budget;
    this.before = evaluator.now(changes, objective);
    this.start =
        levers.stream()
            .mapToDouble(lever -> GoalSearch.start(evaluator, changes, lever.parameter()))
            .toArray();
    this.best = start.clone();
    this.wholeCost =
        IntStream.range(0, start.length)
            .mapToDouble(
                i ->
                    levers.get(i).unitCost()
                        * Math.max(
                            Math.abs(levers.get(i).max() - start[i]),
                            Math.abs(levers.get(i).min() - start[i])))
            .sum();
  }

  OptimizationResult run(int evaluations, long seed, Consumer<? super Progress> toTell) {
    most = evaluations;
    listener = toTell;
    rank(start);
    if (target.isPresent() && satisfied()) {
      return result();
    }
    single();
    evolve(evaluations, seed);
    if (target.isPresent() && satisfied()) {
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        byCost().forEach(this::moveBack);
      }
    }
    return result();
  }

  // ---- the three searches -------------------------------------------------------------------

  /** Tries each lever alone, at its ends and, if one reaches the target, as near as it does. */
  private void single() {
    for (int i = 0; i < start.length; i++) {
      for (double end : new double[] {levers.get(i).min(), levers.get(i).max()}) {
        double[] point = start.clone();
        point[i] = end;
        if (rank(point) < INFEASIBLE && target.isPresent()) {
          toward(point, i);
        }
      }
    }
  }

  private void evolve(int evaluations, long seed) {
    int dimensions = start.length;
    double[] guess = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      guess[i] = Math.max(0, Math.min(1, share(i, best[i])));
    }
    new DifferentialEvolution(guess, shares -> rank(point(shares)), seed)
        .run(() -> tried >= evaluations);
  }

  /** Levers that cost most first. */
  private List<Integer> byCost() {
    double[] at = best;
    return IntStream.range(0, at.length)
        .boxed()
        .sorted((i, j) -> Double.compare(cost(j, at[j]), cost(i, at[i])))
        .toList();
  }

  /** Moves a lever back to where it was, as far as the target is still reached. */
  private void moveBack(int lever) {
    toward(best.clone(), lever);
  }

  private void toward(double[] from, int lever) {
    double[] point = from.clone();
    double hits = from[lever];
    double misses = start[lever];
    point[lever] = misses;
    if (rank(point) < INFEASIBLE) {
      return;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = misses + (hits - misses) / 2;
      point[lever] = middle;
      if (rank(point) < INFEASIBLE) {
        hits = middle;
      } else {
        misses = middle;
      }
    }
  }

  // ---- the order of points ------------------------------------------------------------------

  private double rank(double[] point) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the optimisation was interrupted after " + tried);
    }
    double value = evaluator.value(with(point), objective);
    double rank = rank(value, cost(point));
    tried++;
    if (rank < bestRank) {
      bestRank = rank;
      best = point.clone();
      bestValue = value;
      tell();
    } else if (tried % TELL_EVERY == 0) {
      tell();
    }
    return rank;
  }

  private double rank(double value, double cost) {
    if (budget.isPresent() && cost > budget.getAsDouble()) {
      return UNAFFORDABLE + cost;
    }
    double good = objective.lowerIsBetter(evaluator.state()) ? -value : value;
    if (target.isEmpty()) {
      return -good;
    }
    return objective.reaches(value, target.getAsDouble(), evaluator.state())
        ? (wholeCost > 0 ? cost / wholeCost : 0)
        : INFEASIBLE + Math.abs(target.getAsDouble() - value);
  }

  private void tell() {
    listener.accept(new Progress(tried, Math.max(tried, most), bestValue, cost(best)));
  }

  private boolean satisfied() {
    return bestRank < INFEASIBLE;
  }

  private double share(int lever, double value) {
    Optimization.Lever of = levers.get(lever);
    return (value - of.min()) / (of.max() - of.min());
  }

  private double[] point(double[] shares) {
    double[] point = new double[shares.length];
    for (int i = 0; i < point.length; i++) {
      Optimization.Lever lever = levers.get(i);
      double value = lever.min() + shares[i] * (lever.max() - lever.min());
      point[i] = Math.max(lever.min(), Math.min(lever.max(), value));
    }
    return point;
  }

  private List<Change> with(double[] point) {
    List<Change> all = new ArrayList<>(changes);
    for (int i = 0; i < point.length; i++) {
      if (point[i] != start[i]) {
        all.add(Change.set(levers.get(i).parameter(), point[i]));
      }
    }
    return all;
  }

  private double cost(int lever, double value) {
    return levers.get(lever).unitCost() * Math.abs(value - start[lever]);
  }

  private double cost(double[] point) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      sum += cost(i, point[i]);
    }
    return sum;
  }

  private OptimizationResult result() {
    List<OptimizationResult.Setting> settings = new ArrayList<>();
    for (int i = 0; i < best.length; i++) {
      Parameter parameter = levers.get(i).parameter();
      KpiDefinition definition = evaluator.state().catalog().get(parameter.kpi());
      settings.add(
          new OptimizationResult.Setting(
              parameter,
              start[i],
              best[i],
              cost(i, best[i]),
              String.format(
                  Locale.ROOT,
                  "%s of %s: %s, cost %.4g",
                  Propagation.named(definition),
                  evaluator.state().name(parameter.element()),
                  Differences.text(definition, start[i], best[i]),
                  cost(i, best[i]))));
    }
    return new OptimizationResult(
        objective, settings, before, bestValue, cost(best), satisfied(), tried);
  }
}
