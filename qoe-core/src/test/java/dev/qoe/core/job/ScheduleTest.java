package dev.qoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schedule")
class ScheduleTest {

  private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

  @Test
  @DisplayName("of a fixed rate is aligned to the clock, wherever it begins")
  void fixedRate() {
    assertThat(times(Schedule.every(Duration.ofMinutes(5)), "2026-11-21T10:03:07.5Z", 3))
        .containsExactly("2026-11-21T10:05:00Z", "2026-11-21T10:10:00Z", "2026-11-21T10:15:00Z");
    assertThat(times(Schedule.every(Duration.ofMinutes(5)), "2026-11-21T10:05:00Z", 1))
        .containsExactly("2026-11-21T10:10:00Z");
    assertThat(times(Schedule.every(Duration.ofMinutes(5)), "1969-12-31T23:58:00Z", 2))
        .containsExactly("1970-01-01T00:00:00Z", "1970-01-01T00:05:00Z");
  }

  @Test
  @DisplayName("of every day keeps to the time on the wall through the summer")
  void daily() {
    Schedule schedule = Schedule.daily(LocalTime.of(6, 0), DUBLIN);
    assertThat(times(schedule, "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z");
    assertThat(times(schedule, "2026-11-21T06:00:00Z", 1)).containsExactly("2026-11-22T06:00:00Z");
  }

  @Test
  @DisplayName("runs in a skipped hour as much later as the clocks are put forward, and once")
  void skippedHour() {
    Schedule schedule = Schedule.daily(LocalTime.of(1, 30), DUBLIN);
    assertThat(times(schedule, "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  @DisplayName("runs in a doubled hour the first time only")
  void doubledHour() {
    Schedule schedule = Schedule.daily(LocalTime.of(1, 30), DUBLIN);
    assertThat(times(schedule, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(times(schedule, "2026-10-25T00:30:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  @DisplayName("holds where the clocks change by half an hour")
  void halfHour() {
    Schedule schedule = Schedule.daily(LocalTime.of(2, 15), LORD_HOWE);
    assertThat(times(schedule, "2026-10-02T20:00:00Z", 3))
        .containsExactly("2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z", "2026-10-05T15:15:00Z");
  }

  @Test
  @DisplayName("of the week runs on its days")
  void weekly() {
    Schedule schedule =
        Schedule.weekly(
            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(22, 0), DUBLIN);
    assertThat(times(schedule, "2026-11-20T22:00:00Z", 3))
        .containsExactly("2026-11-23T22:00:00Z", "2026-11-27T22:00:00Z", "2026-11-30T22:00:00Z");
  }

  @Test
  @DisplayName("of the month runs on the last day where there are fewer")
  void monthly() {
    Schedule schedule = Schedule.monthly(31, LocalTime.MIDNIGHT, ZoneId.of("UTC"));
    assertThat(times(schedule, "2027-12-31T00:00:00Z", 4))
        .containsExactly(
            "2028-01-31T00:00:00Z",
            "2028-02-29T00:00:00Z",
            "2028-03-31T00:00:00Z",
            "2028-04-30T00:00:00Z");
  }

  @Test
  @DisplayName("on demand has no times")
  void onDemand() {
    assertThat(Schedule.onDemand().next(Instant.EPOCH)).isEmpty();
  }

  @Test
  @DisplayName("that makes no sense is refused, one that does says what it is")
  void words() {
    assertThatThrownBy(() -> Schedule.every(Duration.ZERO))
        .hasMessage("period of a schedule must be whole milliseconds, at most 366 days: PT0S");
    assertThatThrownBy(() -> Schedule.every(Duration.ofNanos(1_500_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.weekly(Set.of(), LocalTime.NOON, DUBLIN))
        .hasMessage("a weekly schedule must have a day: []");
    assertThatThrownBy(() -> Schedule.monthly(32, LocalTime.NOON, DUBLIN))
        .hasMessage("day of a monthly schedule must be 1 to 31: 32");
    assertThat(Schedule.every(Duration.ofMinutes(5))).hasToString("every PT5M");
    assertThat(Schedule.daily(LocalTime.NOON, DUBLIN)).hasToString("at 12:00 in Europe/Dublin");
  }

  private static List<String> times(Schedule schedule, String after, int count) {
    List<String> times = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = schedule.next(at).orElseThrow();
      times.add(at.toString());
    }
    return times;
  }
}
