package dev.qoe.api.kpi;

/**
 * How the values of an indicator come about, which decides how they are aggregated.
 *
 * @since 0.1
 */
public enum KpiKind {
  /** A level read at an instant; aggregated by its mean. */
  GAUGE,
  /** A count that only grows until it wraps or is reset; turned into a rate. */
  COUNTER,
  /** A count since the last report; aggregated by its sum. */
  DELTA,
  /** A share of a whole; numerator and denominator are aggregated apart where both are known. */
  RATIO,
  /** Many values at once, as a histogram or sketch. */
  DISTRIBUTION
}
