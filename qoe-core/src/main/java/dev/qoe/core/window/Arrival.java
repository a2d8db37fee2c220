package dev.qoe.core.window;

/**
 * What became of a value that came to a window.
 *
 * @since 0.1
 */
public enum Arrival {
  /** It came before its window was closed. */
  ON_TIME,
  /** Its window had been closed and has been handed out again, or will be, with this value. */
  AMENDED,
  /** Its window is no longer kept; the value is left out. */
  TOO_LATE,
  /** It is no value to take: not finite, too large, of an absurd time, or of other bounds. */
  REFUSED
}
