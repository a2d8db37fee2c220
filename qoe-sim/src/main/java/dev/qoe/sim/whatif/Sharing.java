package dev.qoe.sim.whatif;

/**
 * What one user gets of a link's or cell's capacity.
 *
 * @since 0.1
 */
public enum Sharing {
  /** An equal share: capacity / users, for users who always have something to transfer. */
  EQUAL,
  /**
   * What the others leave: capacity * (1 - load), the mean rate of a flow under processor sharing.
   */
  RESIDUAL;

  /** Returns the rate of one user, in the unit of {@code capacity}. */
  double rate(double capacity, double load, double users) {
    return switch (this) {
      case EQUAL -> capacity / Math.max(1, users);
      case RESIDUAL -> capacity * Math.max(0, 1 - load);
    };
  }
}
