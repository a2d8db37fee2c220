package dev.qoe.core.service.suitability;

/**
 * How good an experience is, in AIM's words.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AimClass {
  /** The worst. */
  BAD,
  /** Below average. */
  POOR,
  /** In the middle. */
  AVERAGE,
  /** Above average. */
  GOOD,
  /** The best. */
  GREAT
}
