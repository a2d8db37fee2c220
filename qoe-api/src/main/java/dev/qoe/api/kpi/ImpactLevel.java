package dev.qoe.api.kpi;

/**
 * How much an indicator weighs among those of its subdomain.
 *
 * @since 0.1
 */
public enum ImpactLevel {
  /** It explains, but is not scored. */
  NONE(0),
  /** Weight 1. */
  LOW(1),
  /** Weight 2. */
  MEDIUM(2),
  /** Weight 4. */
  HIGH(4),
  /** Weight 8. */
  CRITICAL(8);

  private final double weight;

  ImpactLevel(double weight) {
    this.weight = weight;
  }

  /** Returns its weight, 0 to 8; each level weighs twice the one below. */
  public double weight() {
    return weight;
  }
}
