package dev.qoe.api.network;

/**
 * Whether an element works, as far as is known.
 *
 * @since 0.1
 */
public enum ElementStatus {
  /** Nothing has been heard that tells. */
  UNKNOWN,
  /** It works. */
  UP,
  /** It works in part. */
  DEGRADED,
  /** It does not work. */
  DOWN,
  /** It is out of service on purpose. */
  MAINTENANCE
}
