package dev.qoe.sim.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A search over several parameters at once: the cheapest way to a target, or the best that a budget
 * buys.
 *
 * <p>A parameter costs in proportion to how far it is moved from where it is. The search is
 * differential evolution (Storn, Price, Journal of Global Optimization 11, 1997), which needs no
 * derivatives and does not mind steps; then every parameter is moved back as far as the goal
 * allows. What a single parameter achieves is tried too, so that the answer is never worse. The
 * same seed gives the same answer. Confine to one thread.
 *
 * @since 0.1
 */
public final class Optimization {

  private static final int MOST = 1_000_000;

  /**
   * A parameter that may be moved.
   *
   * @param parameter which
   * @param min its lowest value, in its unit
   * @param max its highest value, in its unit
   * @param unitCost what moving it by one unit costs, {@code >= 0}
   */
  record Lever(Parameter parameter, double min, double max, double unitCost) {}

  private final NetworkState state;
  private final List<Change> changes;
  private final List<Lever> levers = new ArrayList<>();
  private Objective objective;
  private OptionalDouble target = OptionalDouble.empty();
  private OptionalDouble budget = OptionalDouble.empty();
  private int evaluations = 4_000;
  private long seed = 1;
  private Consumer<? super Progress> listener = progress -> {};

  Optimization(NetworkState state, List<Change> changes, Objective objective) {
    this.state = state;
    this.changes = changes;
    this.objective = objective;
  }

  /**
   * Adds a parameter that may be moved within {@code min} to {@code max}, in its indicator's unit,
   * at {@code unitCost} a unit.
   *
   * @throws IllegalArgumentException unless {@code min < max} and {@code unitCost >= 0}, all finite
   */
  public Optimization vary(Parameter parameter, double min, double max, double unitCost) {
    Checks.finite("lower bound of " + parameter, min);
    Checks.finite("upper bound of " + parameter, max);
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "bounds of %s must ascend: %s to %s".formatted(parameter, min, max));
    }
    Checks.within("cost of a unit of " + parameter, unitCost, 0, 1e12);
    if (levers.stream().anyMatch(lever -> lever.parameter().equals(parameter))) {
      throw new IllegalArgumentException(parameter + " is varied twice: name it once");
    }
    levers.add(new Lever(parameter, min, max, unitCost));
    return this;
  }

  /** Sets what is to be good; the score that the question judges unless set. */
  public Optimization objective(Objective value) {
    this.objective = value;
    return this;
  }

  /** Asks for the least cost at which the objective is at least as good as {@code value}. */
  public Optimization target(double value) {
    this.target = OptionalDouble.of(Checks.finite("target of an optimisation", value));
    return this;
  }

  /** Asks for the best objective at a cost of at most {@code value}, {@code >= 0}. */
  public Optimization budget(double value) {
    this.budget = OptionalDouble.of(Checks.within("budget of an optimisation", value, 0, 1e300));
    return this;
  }

  /** Sets how many points are tried at the most, 10 to 1,000,000; 4,000 unless set. */
  public Optimization evaluations(int value) {
    this.evaluations = (int) Checks.within("evaluations of an optimisation", value, 10, MOST);
    return this;
  }

  /** Sets the seed of the search; 1 unless set. */
  public Optimization seed(long value) {
    this.seed = value;
    return this;
  }

  /** Calls {@code value} each time a better point is found, and every hundred points. */
  public Optimization onProgress(Consumer<? super Progress> value) {
    this.listener = value;
    return this;
  }

  /**
   * Searches, and returns the best that was found.
   *
   * @throws IllegalArgumentException if nothing is varied, neither target nor budget is set, or a
   *     parameter or the objective has no value
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays
   *     set
   */
  public OptimizationResult run() {
    if (levers.isEmpty()) {
      throw new IllegalArgumentException("an optimisation must vary at least one parameter");
    }
    if (target.isEmpty() && budget.isEmpty()) {
      throw new IllegalArgumentException("an optimisation needs a target, a budget, or both");
    }
    return new LeverSearch(
            new Evaluator(state), changes, List.copyOf(levers), objective, target, budget)
        .run(evaluations, seed, listener);
  }
}
