package dev.qoe.api.measure;

/**
 * A remark on how far a measurement can be trusted.
 *
 * @since 0.1
 */
public enum QualityFlag {
  /** The source itself marked it as doubtful. */
  SUSPECT,
  /** The source repeats the same value as if it were stuck. */
  STUCK,
  /** It was computed from others, not read. */
  DERIVED,
  /** It was estimated where no value was read. */
  ESTIMATED,
  /** It came so late that its window had closed. */
  LATE,
  /** It was made by a generator, not by a network. */
  SYNTHETIC
}
