package dev.qoe.core.radio;

/**
 * How good a radio signal is, in the words of field engineers; best first.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum SignalBand {
  /** Nothing to gain from a better signal. */
  EXCELLENT,
  /** Good for every service. */
  GOOD,
  /** Enough for most services. */
  FAIR,
  /** Services suffer. */
  POOR,
  /** Services fail. */
  BAD
}
