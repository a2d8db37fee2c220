package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a manual clock")
class ManualClockTest {

  private final ManualClock clock = ManualClock.at("2020-02-13T15:54:21Z");

  @Test
  @DisplayName("stands still until it is advanced or set")
  void movesOnlyWhenTold() {
    assertThat(clock.instant()).isEqualTo("2020-02-13T15:54:21Z").isEqualTo(clock.instant());
    assertThat(clock.advance(Duration.ofSeconds(39))).isEqualTo("2020-02-13T15:55:00Z");
    assertThat(clock.instant()).isEqualTo("2020-02-13T15:55:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock).hasToString("manual clock at 1970-01-01T00:00:00Z");
  }

  @Test
  @DisplayName("does not advance backwards")
  void refusesNegativeSteps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .withMessage("step of a clock must not be negative: PT-1S (use set to go back)");
  }

  @Test
  @DisplayName("runs what is due on the way, in the order of times and then of asking")
  void runsTasks() {
    List<String> ran = new ArrayList<>();
    Instant start = clock.instant();
    clock.runAt(start.plusSeconds(2), () -> ran.add("second at " + clock.instant()));
    clock.runAt(start.plusSeconds(1), () -> ran.add("first at " + clock.instant()));
    clock.runAt(start.plusSeconds(2), () -> ran.add("third"));
    clock.runAt(start.minusSeconds(9), () -> ran.add("overdue"));
    clock.runAt(start.plusSeconds(4), () -> ran.add("not yet"));
    clock.advance(Duration.ofSeconds(3));
    assertThat(ran)
        .containsExactly(
            "overdue", "first at 2020-02-13T15:54:22Z", "second at 2020-02-13T15:54:23Z", "third");
    assertThat(clock.waiting()).isEqualTo(1);
    assertThat(clock.instant()).isEqualTo("2020-02-13T15:54:24Z");
  }

  @Test
  @DisplayName("runs a task that a task asks for within the same move")
  void tasksAskForTasks() {
    List<Instant> ticks = new ArrayList<>();
    clock.runAt(clock.instant(), new Ticks(clock, ticks));
    clock.advance(Duration.ofSeconds(25));
    assertThat(ticks).hasSize(3);
  }

  /** Asks for itself every ten seconds. */
  private record Ticks(ManualClock clock, List<Instant> seen) implements Runnable {
    @Override
    public void run() {
      seen.add(clock.instant());
      clock.runAt(clock.instant().plusSeconds(10), this);
    }
  }
}
