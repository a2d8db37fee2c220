package dev.qoe.api.spi;

/**
 * What kind of trouble a plugin met, which decides what its host does about it.
 *
 * @since 0.1
 */
public enum ErrorKind {
  /** The other end does not answer: try again later. */
  UNREACHABLE,
  /** The other end refuses us, for example our credentials: a person has to act. */
  REJECTED,
  /** What came cannot be read: it is kept as a dead letter. */
  MALFORMED,
  /** The other end, or this one, has too much to do: slow down. */
  OVERLOADED
}
