package dev.qoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.meter.Health;
import dev.qoe.core.meter.HealthState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of docs/jobs.md")
class JobExamplesTest {

  private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");

  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-11-21T01:00:00Z");
  private boolean down = true;

  /** Stands for what a host's history offers. */
  private long prune(Duration kept) {
    if (down) {
      throw new IllegalStateException("store is down");
    }
    return kept.toDays();
  }

  @Test
  @DisplayName("schedule retention and a backup, and let the engine tell of the job that failed")
  void retention() {
    JobService jobs = JobService.manual(() -> now);
    try (QoeEngine engine = QoeEngine.builder().watch("jobs", jobs::health).start()) {
      jobs.add(
          JobSpec.of(
                  "retention",
                  Schedule.daily(LocalTime.of(2, 30), DUBLIN),
                  context -> prune(Duration.ofDays(90)) + " partitions removed")
              .retrying(Retry.of(5, Duration.ofSeconds(30))));
      jobs.add(
          JobSpec.of(
              "dead letters",
              Schedule.daily(LocalTime.of(3, 0), DUBLIN),
              context ->
                  engine.exportDeadLetters(folder.resolve(LocalDate.now(DUBLIN) + ".jsonl"))
                      + " exported"));

      assertThat(engine.health().overall().state()).isEqualTo(HealthState.HEALTHY);
      now = now.plus(Duration.ofMinutes(150));
      jobs.runDue();
      assertThat(Objects.requireNonNull(engine.health().parts().get("jobs")).reasons())
          .containsExactly("retention failed: store is down");
      assertThat(engine.health().overall().state()).isEqualTo(HealthState.DEGRADED);
      assertThat(jobs.status("dead letters").last().orElseThrow().text()).isEqualTo("0 exported");
      assertThat(folder).isDirectoryContaining(Files::isRegularFile);
      down = false;
      now = now.plus(Duration.ofSeconds(30));
      jobs.runDue();
      assertThat(jobs.status("retention").last().orElseThrow().text())
          .isEqualTo("90 partitions removed");
      assertThat(engine.health().overall().state()).isEqualTo(HealthState.HEALTHY);
    } finally {
      jobs.close();
    }
  }

  @Test
  @DisplayName("watch parts by names that are not the engine's own, even ones that cannot answer")
  void names() {
    assertThatThrownBy(() -> QoeEngine.builder().watch("store", () -> Health.healthy(now)).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("part 'store' is the engine's own");
    try (QoeEngine engine =
        QoeEngine.builder()
            .watch(
                "probe",
                () -> {
                  throw new IllegalStateException("no answer");
                })
            .start()) {
      assertThat(engine.health().overall().state()).isEqualTo(HealthState.FAILED);
      assertThat(engine.health().toString()).contains("probe: its health cannot be told");
    }
  }
}
