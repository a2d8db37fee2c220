package dev.qoe.core.window;

import java.time.Instant;

/**
 * A closed window and what was in it.
 *
 * <p>A window without values is never told. Immutable.
 *
 * @param from its beginning, inclusive; of a session the time of its first value
 * @param to its end, exclusive; of a session the time of its last value, inclusive
 * @param revision 0 when it was closed in time; one more each time it is told again because of a
 *     late value, 1 also if it had been empty
 * @param statistics what the values in it tell
 * @param <S> the kind of statistics
 * @since 0.1
 */
public record WindowResult<S>(Instant from, Instant to, int revision, S statistics) {

  /**
   * Returns whether this replaces what was told before: the result of the same span or, of
   * sessions, all results that it overlaps.
   */
  public boolean amended() {
    return revision > 0;
  }
}
