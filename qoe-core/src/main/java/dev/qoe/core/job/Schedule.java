package dev.qoe.core.job;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * When a job runs.
 *
 * <p>A host may have its own, a cron expression for example: {@link #next} is asked under a lock
 * and must answer at once, by its argument alone. Immutable.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Schedule {

  /** Returns the first time after {@code after}, if there is one. */
  Optional<Instant> next(Instant after);

  /** Returns the schedule of what runs only when asked to. */
  static Schedule onDemand() {
    return after -> Optional.empty();
  }

  /**
   * Returns a fixed rate, aligned to 1970, UTC: every 5 minutes is at :00, :05, ..., wherever it
   * begins and however long a run takes.
   *
   * @param period how long from one run to the next, whole milliseconds, at most 366 days
   * @throws IllegalArgumentException if {@code period} is out of its range
   */
  static Schedule every(Duration period) {
    return new FixedRate(period);
  }

  /**
   * Returns once a day at a time on the wall.
   *
   * <p>A time that the clocks skip in spring runs as much later as they are put forward; one that
   * comes twice in autumn runs the first time only.
   */
  static Schedule daily(LocalTime time, ZoneId zone) {
    return new Calendar(zone, time, date -> true);
  }

  /**
   * Returns the given days of each week at a time on the wall, in the manner of {@link #daily}.
   *
   * @throws IllegalArgumentException if there are no days
   */
  static Schedule weekly(Set<DayOfWeek> days, LocalTime time, ZoneId zone) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a weekly schedule must have a day: []");
    }
    Set<DayOfWeek> copy = Set.copyOf(days);
    return new Calendar(zone, time, date -> copy.contains(date.getDayOfWeek()));
  }

  /**
   * Returns a day of each month at a time on the wall, in the manner of {@link #daily}.
   *
   * @param day 1 to 31; the last day of a month that has fewer
   * @throws IllegalArgumentException if {@code day} is out of its range
   */
  static Schedule monthly(int day, LocalTime time, ZoneId zone) {
    if (day < 1 || day > 31) {
      throw new IllegalArgumentException("day of a monthly schedule must be 1 to 31: " + day);
    }
    return new Calendar(
        zone, time, date -> date.getDayOfMonth() == Math.min(day, date.lengthOfMonth()));
  }
}
