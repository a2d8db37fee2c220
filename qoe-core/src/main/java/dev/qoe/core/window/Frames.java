package dev.qoe.core.window;

import org.jspecify.annotations.Nullable;

/**
 * The cutting of event time: which accumulator a value goes to, and when which window is closed.
 *
 * <p>Confine to one thread.
 *
 * @param <A> what values are gathered in
 */
interface Frames<A extends Accumulator<A>> {

  /** The taker of closed windows. */
  interface Closing<A> {

    /**
     * Takes a window.
     *
     * @param gathered what is in it, to be read only and not kept
     * @param memo what was returned for the same window before, NaN at first
     * @return what to remember with the window
     */
    double close(long fromMicros, long toMicros, A gathered, int revision, double memo);
  }

  /** Closes what a value of that time closes; returns what to add it to, null if it is too late. */
  @Nullable A at(long micros);

  /** Says that the value of that time was added, and tells again what it amends. */
  Arrival added(long micros);

  /** Says that nothing older is expected, and closes what ends by then. */
  void advanceTo(long micros);

  /**
   * Says that time has come that far without a value: closes what holds values and ends by then
   * less the lateness. The watermark comes no further than the last end of them, so a value of a
   * later window is on time whenever it comes.
   */
  void pass(long micros);

  /**
   * Returns the least time of {@link #pass} that closes a window; the largest number if none holds
   * values.
   */
  long due();

  /** Returns how many windows there is room for so far, or of sessions how many are held. */
  int held();

  /** Returns how many bytes are held, roughly. */
  long bytes();

  /** Closes all that holds values. */
  void finish();

  /** Returns up to when windows are closed. */
  long watermark();
}
