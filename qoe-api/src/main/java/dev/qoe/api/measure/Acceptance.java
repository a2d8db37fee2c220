package dev.qoe.api.measure;

/**
 * The answer to something handed in: what its source may now do with it.
 *
 * @since 0.1
 */
public enum Acceptance {
  /** It is taken over: the source may forget it. */
  ACCEPTED,
  /** There is no room now: the source keeps it and tries again. */
  RETRY_LATER,
  /** It will never be taken; it is counted and kept as a dead letter. The source drops it. */
  REFUSED
}
