package dev.qoe.core.engine;

/**
 * What becomes of a source's measurements while the store lags so far that there is no room.
 *
 * @since 0.1
 */
public enum Overload {
  /** The source is asked to try again later; its sink waits for room before that. */
  BLOCK,
  /** The measurement waits in the journal, which has to be there, until that is full too. */
  SPOOL,
  /** The oldest waiting measurements of the source are given up, and counted as dropped. */
  DROP_OLDEST,
  /** Only one measurement out of some is kept, the others are counted as dropped. */
  SAMPLE
}
