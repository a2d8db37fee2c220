package dev.qoe.core.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One time on the wall of each day that is chosen. Immutable.
 *
 * <p>A time that is skipped is moved on by the length of the gap, and one that comes twice is the
 * first: {@link ZonedDateTime#of} does so.
 */
record Calendar(ZoneId zone, LocalTime time, Predicate<LocalDate> chosen) implements Schedule {

  /** Within two months every choice has a day. */
  private static final int MOST_DAYS = 62;

  @Override
  public Optional<Instant> next(Instant after) {
    LocalDate date = LocalDate.ofInstant(after, zone).minusDays(1);
    for (int i = 0; i < MOST_DAYS; i++) {
      if (chosen.test(date)) {
        Instant at = ZonedDateTime.of(date, time, zone).toInstant();
        if (at.isAfter(after)) {
          return Optional.of(at);
        }
      }
      date = date.plusDays(1);
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "at %s in %s".formatted(time, zone);
  }
}
