package dev.qoe.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Health")
class HealthTest {

  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-11-21T11:00:00Z");

  @Test
  @DisplayName("says what is wrong and since when")
  void words() {
    assertThat(Health.healthy(TEN)).hasToString("healthy since 2026-11-21T10:00:00Z");
    assertThat(Health.failed(TEN, "disk is full", "2 retries left"))
        .hasToString("failed since 2026-11-21T10:00:00Z: disk is full; 2 retries left");
  }

  @Test
  @DisplayName("is as old as its state, whatever the reasons")
  void since() {
    Health slow = Health.degraded(TEN, "slow");
    assertThat(slow.becoming(HealthState.DEGRADED, List.of("slower"), ELEVEN))
        .isEqualTo(Health.degraded(TEN, "slower"));
    assertThat(slow.becoming(HealthState.HEALTHY, List.of(), ELEVEN))
        .isEqualTo(Health.healthy(ELEVEN));
  }

  @Test
  @DisplayName("of an engine is that of its worst part, with the reasons of all")
  void engine() {
    EngineHealth health =
        EngineHealth.of(
            Map.of(
                "journal", Health.healthy(TEN),
                "store", Health.failed(ELEVEN, "connection refused"),
                "jobs", Health.degraded(TEN, "retention failed")));
    assertThat(health)
        .hasToString(
            "failed since 2026-11-21T11:00:00Z:"
                + " jobs: retention failed; store: connection refused");
    assertThat(health.parts()).containsOnlyKeys("jobs", "journal", "store");
    assertThat(EngineHealth.of(Map.of("store", Health.healthy(TEN))).overall())
        .isEqualTo(Health.healthy(TEN));
  }

  @Test
  @DisplayName("of an engine is bad since its first part is, and good since its last part is")
  void sinceOfEngine() {
    assertThat(
            EngineHealth.of(Map.of("store", Health.healthy(ELEVEN), "journal", Health.healthy(TEN)))
                .overall())
        .isEqualTo(Health.healthy(ELEVEN));
    assertThat(
            EngineHealth.of(
                    Map.of(
                        "store", Health.degraded(ELEVEN, "slow"),
                        "journal", Health.degraded(TEN, "full")))
                .overall()
                .since())
        .isEqualTo(TEN);
  }

  @Test
  @DisplayName("has a reason if and only if it is not good")
  void reasons() {
    assertThatThrownBy(() -> Health.degraded(TEN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Health(HealthState.HEALTHY, List.of("why"), TEN))
        .hasMessage("health must have a reason unless it is healthy: HEALTHY with [why]");
    assertThatThrownBy(() -> EngineHealth.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
