package dev.qoe.core.meter;

/**
 * How well something works, from best to worst.
 *
 * @since 0.1
 */
public enum HealthState {
  /** It does all it should. */
  HEALTHY,
  /** It works, but not as it should: slower, with losses, or on a reserve. */
  DEGRADED,
  /** It does not do its work. */
  FAILED
}
