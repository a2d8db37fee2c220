package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an engine holds")
class BoundsTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");

  @Test
  @DisplayName("to put it in order stays within its memory, and goes on once the slowest has come")
  void ordering() {
    long memory = 1 << 20;
    try (QoeEngine engine = QoeEngine.builder().replaying().memory(memory).start()) {
      Source fast = engine.source(SourceOptions.of("fast").ordered(Duration.ofSeconds(1)));
      Source slow = engine.source(SourceOptions.of("slow").ordered(Duration.ofSeconds(1)));
      Source sampled =
          engine.source(SourceOptions.of("sampled").ordered(Duration.ofSeconds(1)).sampledOneOf(2));
      Series jitter = fast.series(CELL, Kpi.JITTER);
      Series given = sampled.series(CELL, Kpi.JITTER);
      Series late = slow.series(CELL, Kpi.ROUND_TRIP_TIME);
      int accepted = 0;
      while (accepted < 200_000
          && jitter.record(START.plusSeconds(accepted), 1) == Acceptance.ACCEPTED) {
        accepted++;
      }
      assertThat(accepted).isBetween(10_000, 199_999);
      assertThat(engine.statistics().queueBytes()).isBetween(memory / 2, memory + 1_000);
      for (int i = 0; i < 3; i++) { // the first is of one of the slowest
        assertThat(given.record(START.plusSeconds(accepted), 1)).isEqualTo(Acceptance.ACCEPTED);
      }
      assertThat(engine.ledger().dropped()).isEqualTo(Map.of(Admission.SAMPLED, 2L));
      sampled.close();

      assertThat(late.record(START.plusSeconds(accepted), 1)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.statistics().queueBytes()).isLessThan(memory / 2);
      assertThat(jitter.record(START.plusSeconds(accepted), 1)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }
}
