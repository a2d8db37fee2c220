package dev.qoe.core.radio;

/**
 * Whether the terminal sees the base station, and which formula holds where it does not; 3GPP TR
 * 38.901 clause 7.4.1.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum PropagationCondition {
  /** Line of sight. */
  LOS,
  /** No line of sight; never less than the loss with line of sight. */
  NLOS,
  /**
   * No line of sight, by the simpler formula that the report marks optional; not in rural macro.
   */
  NLOS_OPTIONAL
}
