package dev.qoe.core.radio;

/**
 * The direction of a radio link.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum LinkDirection {
  /** From the base station to the terminal. */
  DOWNLINK,
  /** From the terminal to the base station. */
  UPLINK
}
