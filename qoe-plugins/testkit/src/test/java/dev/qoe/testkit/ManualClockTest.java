package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
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
}
