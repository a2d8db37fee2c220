package dev.qoe.core.service;

/**
 * How sure it is that a constant or equation is what the standard says.
 *
 * @since 0.1
 */
public enum Certainty {
  /** Agrees in two or more independent public sources. */
  CONFIRMED,
  /** Seen in one public source. */
  SINGLE_SOURCE,
  /** From general knowledge of the field; not checked against a document. */
  RECALLED,
  /** An engineering choice of this library; no standard says so. */
  ENGINEERING
}
