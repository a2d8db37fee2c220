package dev.qoe.sim.output;

/**
 * A rule that says when enough replications have been run: as soon as the mean is known to a share
 * of itself, within limits of their number.
 *
 * <p>Looking again after each replication makes the interval cover slightly less often than its
 * level; a larger minimum mends that. A mean of 0 is never known to a share of itself and runs to
 * the maximum, unless all values are equal.
 *
 * <p>Source: Law, Simulation Modeling and Analysis, 5th ed., section 9.4.1, with the adjusted
 * precision r / (1 + r).
 *
 * <p>Immutable.
 *
 * @param relativePrecision the error to allow, as a share of the true mean, above 0 and below 1
 * @param level of the interval, above 0 and below 1
 * @param minimum the fewest replications, {@code >= 2}; 10 or more are wise
 * @param maximum the most replications, {@code >= minimum}
 * @since 0.1
 */
public record StoppingRule(double relativePrecision, double level, int minimum, int maximum) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public StoppingRule {
    if (!(relativePrecision > 0 && relativePrecision < 1)) {
      throw new IllegalArgumentException(
          "relative precision must be above 0 and below 1 (example: 0.05): " + relativePrecision);
    }
    Checks.level(level);
    Checks.atLeast("minimum", minimum, 2);
    Checks.atLeast("maximum", maximum, minimum);
  }

  /** What the rule says. */
  public enum Verdict {
    /** Run another replication. */
    CONTINUE,
    /** The mean is known as well as was wanted. */
    PRECISE,
    /** The maximum was reached before the mean was known well enough. */
    EXHAUSTED
  }

  /**
   * Returns a rule of 10 to 1000 replications at 95 %.
   *
   * @param relativePrecision the error to allow, as a share of the true mean, above 0 and below 1
   * @throws IllegalArgumentException if it is outside its range
   */
  public static StoppingRule relative(double relativePrecision) {
    return new StoppingRule(relativePrecision, 0.95, 10, 1000);
  }

  /** Returns what to do after these replications. */
  public Verdict judge(Moments replications) {
    if (replications.n() < minimum) {
      return Verdict.CONTINUE;
    }
    double allowed = relativePrecision / (1 + relativePrecision);
    if (replications.interval(level).relativeHalfWidth() <= allowed) {
      return Verdict.PRECISE;
    }
    return replications.n() < maximum ? Verdict.CONTINUE : Verdict.EXHAUSTED;
  }
}
