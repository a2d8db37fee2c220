package dev.qoe.api.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an engine announces")
class EngineEventTest {

  @Test
  @DisplayName("tells when it happened")
  void times() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    ElementPath cell = ElementPath.of("acme/cell");
    List<EngineEvent> events =
        List.of(
            new EngineEvent.KpiUpdated(Measurement.of(cell, Kpi.JITTER, now, 1)),
            new EngineEvent.ScoreChanged(Score.unknown(cell, now)),
            new EngineEvent.NetworkEvent(Event.of(cell, "trap", now, "link down")),
            new EngineEvent.SimulationResult("what-if", Map.of("mos", 4.0), now),
            new EngineEvent.SystemStatus("store", false, "disk is full", now),
            new EngineEvent.UserActivity(
                new AuditEntry(now, "ann", Tenant.of("acme"), "rules.replace", "rules", "")));
    assertThat(events).extracting(EngineEvent::at).containsOnly(now);
  }
}
