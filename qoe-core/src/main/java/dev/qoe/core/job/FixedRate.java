package dev.qoe.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times that are whole periods since 1970, UTC. Immutable. */
record FixedRate(Duration period) implements Schedule {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  FixedRate {
    boolean whole = period.toNanosPart() % 1_000_000 == 0;
    if (!whole || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "period of a schedule must be whole milliseconds, at most 366 days: " + period);
    }
  }

  @Override
  public Optional<Instant> next(Instant after) {
    long millis = period.toMillis();
    long periods = Math.floorDiv(after.toEpochMilli(), millis) + 1;
    return Optional.of(Instant.ofEpochMilli(periods * millis));
  }

  @Override
  public String toString() {
    return "every " + period;
  }
}
