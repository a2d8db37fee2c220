package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import java.time.Duration;

/**
 * A browsing session as its user experienced it.
 *
 * <p>Immutable.
 *
 * @param task what the person waited for
 * @param sessionTime how long it took, {@code > 0}
 * @param expectedMaximum Max, the session time that people in this context rate 1; typically 6 s on
 *     fast, 15 s on medium and 60 s on slow networks; longer than the {@code Min} that follows from
 *     it
 * @since 0.1
 */
public record WebSession(BrowsingTask task, Duration sessionTime, Duration expectedMaximum) {

  /**
   * Creates a session.
   *
   * @throws IllegalArgumentException if {@code sessionTime <= 0} or {@code expectedMaximum <= Min}
   */
  public WebSession {
    Checks.positive("sessionTime in seconds", seconds(sessionTime));
    double max = seconds(expectedMaximum);
    double min = task.minimumSeconds(max);
    if (!(max > min)) {
      throw new IllegalArgumentException(
          "expectedMaximum of task %s must be longer than its Min of %s s: %s s (usual: 6 to 60 s)"
              .formatted(task, min, max));
    }
  }

  /** Returns a session of one response time. */
  public static WebSession singleEvent(Duration sessionTime, Duration expectedMaximum) {
    return new WebSession(BrowsingTask.SINGLE_EVENT, sessionTime, expectedMaximum);
  }

  /** Returns a session of one page. */
  public static WebSession onePage(Duration sessionTime, Duration expectedMaximum) {
    return new WebSession(BrowsingTask.ONE_PAGE, sessionTime, expectedMaximum);
  }

  /** Returns a session of two pages, a search and its result. */
  public static WebSession twoPages(Duration sessionTime, Duration expectedMaximum) {
    return new WebSession(BrowsingTask.TWO_PAGES, sessionTime, expectedMaximum);
  }

  double sessionSeconds() {
    return seconds(sessionTime);
  }

  double maximumSeconds() {
    return seconds(expectedMaximum);
  }

  private static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }
}
