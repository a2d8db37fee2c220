package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.window.RatioStatistics;
import dev.qoe.core.window.ValueStatistics;
import dev.qoe.core.window.WindowResult;
import java.time.Instant;
import java.util.Optional;

/**
 * A window of an indicator of an element, as an engine tells it when it is closed and each time it
 * is amended.
 *
 * <p>Immutable.
 *
 * @param name the name under which such windows were {@linkplain QoeEngineBuilder#windows declared}
 * @param element the element
 * @param kpi the indicator
 * @param window its span, how often it was told before, and what the values in it tell, in the
 *     indicator's unit
 * @param ratio the sums of parts and wholes, if the indicator is a ratio; a value that came without
 *     its parts counts as that share of one
 * @since 0.1
 */
public record ToldWindow(
    String name,
    ElementPath element,
    Kpi kpi,
    WindowResult<ValueStatistics> window,
    Optional<RatioStatistics> ratio) {

  /** What a window takes without a sketch. */
  private static final int BYTES = 300;

  /** Returns its beginning, inclusive; of a session the time of its first value. */
  public Instant from() {
    return window.from();
  }

  /** Returns its end, exclusive; of a session the time of its last value, inclusive. */
  public Instant to() {
    return window.to();
  }

  /** Returns what the values in it tell. */
  public ValueStatistics values() {
    return window.statistics();
  }

  /**
   * Returns whether it replaces what was told before: the window of the same span or, of sessions,
   * all that it overlaps.
   */
  public boolean amended() {
    return window.amended();
  }

  /** Returns how many bytes it takes, roughly. */
  long bytes() {
    return BYTES + values().bytes();
  }
}
