package dev.qoe.core.radio;

/**
 * How the network reserves resources for a QoS flow; 3GPP TS 23.501 clause 5.7.3.2.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum ResourceType {
  /** Guaranteed bit rate. */
  GBR,
  /** No guaranteed bit rate. */
  NON_GBR,
  /** Guaranteed bit rate with a delay bound on bursts. */
  DELAY_CRITICAL_GBR
}
