package dev.qoe.sim.kernel;

import java.time.Duration;

/**
 * The failure of an event, with its time; the cause is what the event threw.
 *
 * <p>The kernel stands at that time, without the event, and may go on.
 *
 * @since 0.1
 */
public final class EventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long timeNanos;

  EventException(Event event, long timeNanos, RuntimeException cause) {
    super(
        "event '%s' at %s failed: %s".formatted(event, Duration.ofNanos(timeNanos), cause), cause);
    this.timeNanos = timeNanos;
  }

  /** Returns the virtual time of the event in nanoseconds, {@code >= 0}. */
  public long timeNanos() {
    return timeNanos;
  }
}
