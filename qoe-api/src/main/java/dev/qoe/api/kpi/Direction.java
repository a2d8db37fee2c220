package dev.qoe.api.kpi;

/**
 * Which values of an indicator are better.
 *
 * @since 0.1
 */
public enum Direction {
  /** Higher is better. */
  HIGHER,
  /** Lower is better. */
  LOWER,
  /** Near the optimum is better. */
  TARGET
}
