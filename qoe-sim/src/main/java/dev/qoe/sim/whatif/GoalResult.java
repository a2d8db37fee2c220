package dev.qoe.sim.whatif;

/**
 * The least change of one parameter that reaches a goal, or the best that it can do.
 *
 * <p>Immutable.
 *
 * @param parameter what is changed
 * @param objective what is to be good
 * @param target how good
 * @param from the parameter's value now, in its unit
 * @param to the value it needs; if the goal is out of reach, the one that is best
 * @param before the objective now
 * @param after the objective with {@code to}, computed by the model itself
 * @param reached whether the goal is reached
 * @param evaluations how many values were tried
 * @param text the answer for people
 * @since 0.1
 */
public record GoalResult(
    Parameter parameter,
    Objective objective,
    double target,
    double from,
    double to,
    double before,
    double after,
    boolean reached,
    int evaluations,
    String text) {

  /** Returns the change that this result proposes. */
  public Change change() {
    return Change.set(parameter, to);
  }

  /**
   * Returns for example {@code one-way delay of backhaul-3: 60 ms -> 41 ms gives 75.0 (now 68.2)}.
   */
  @Override
  public String toString() {
    return text;
  }
}
