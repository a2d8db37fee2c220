package dev.qoe.core.window;

import dev.qoe.core.internal.Micros;
import java.time.Duration;

/**
 * How event time is cut into windows.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface WindowSpec {

  /** Returns windows that follow each other without gap or overlap, aligned to 1970, UTC. */
  static WindowSpec tumbling(Duration size) {
    return new Tumbling(size);
  }

  /**
   * Returns windows that overlap: one ends every {@code step} and reaches back by {@code size},
   * aligned to 1970, UTC.
   */
  static WindowSpec sliding(Duration size, Duration step) {
    return new Sliding(size, step);
  }

  /** Returns windows that last as long as no two values in a row are {@code gap} apart or more. */
  static WindowSpec session(Duration gap) {
    return new Session(gap);
  }

  /**
   * Windows side by side.
   *
   * <p>Immutable.
   *
   * @param size how long each is, {@code >= 1} microsecond
   * @since 0.1
   */
  record Tumbling(Duration size) implements WindowSpec {

    /**
     * Creates the windows.
     *
     * @throws IllegalArgumentException if {@code size} is below 1 microsecond or above 366 days
     */
    public Tumbling {
      Span.check("size of a window", size);
    }
  }

  /**
   * Windows that overlap.
   *
   * <p>Immutable.
   *
   * @param size how long each is
   * @param step how long after one the next ends; {@code size} is a multiple of it, at most 10,000
   *     times
   * @since 0.1
   */
  record Sliding(Duration size, Duration step) implements WindowSpec {

    /**
     * Creates the windows.
     *
     * @throws IllegalArgumentException if one is below 1 microsecond or above 366 days, or {@code
     *     size} is no multiple of {@code step}
     */
    public Sliding {
      Span.check("size of a window", size);
      Span.check("step of a window", step);
      if (Micros.of(size) % Micros.of(step) != 0) {
        throw new IllegalArgumentException(
            "size of a sliding window must be a multiple of its step: %s is none of %s"
                .formatted(size, step));
      }
    }
  }

  /**
   * Windows of activity.
   *
   * <p>Immutable.
   *
   * @param gap how long silence lasts at least between two of them
   * @since 0.1
   */
  record Session(Duration gap) implements WindowSpec {

    /**
     * Creates the windows.
     *
     * @throws IllegalArgumentException if {@code gap} is below 1 microsecond or above 366 days
     */
    public Session {
      Span.check("gap of session windows", gap);
    }
  }
}
