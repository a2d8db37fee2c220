package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.qoe.api.access.AccessDeniedException;
import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.store.SimulationRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Saved runs")
class SavedRunsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Tenant ACME = Tenant.of("acme");
  private static final Principal JOAN = Principal.of("joan", ACME, Role.ENGINEER);

  private final MemoryStore store = new MemoryStore();
  private final SavedRuns runs = SavedRuns.in(store, InstantSource.fixed(NOW));

  private static WhatIfResult result() {
    return WhatIf.on(Networks.services().build())
        .add(Networks.BACKHAUL, Kpi.ONE_WAY_DELAY, 20)
        .run();
  }

  @Test
  @DisplayName("hold name, time, parameters, results and principal, and leave an audit entry")
  void saved() {
    WhatIfResult result = result();

    SimulationRun run = runs.save("busy hour", result, JOAN);

    assertThat(runs.latest(ACME, "busy hour", JOAN)).contains(run);
    assertThat(run.createdAt()).isEqualTo(NOW);
    assertThat(run.principal()).isEqualTo("joan");
    assertThat(run.type()).isEqualTo("what-if");
    assertThat(run.parameters()).containsEntry("change 001", "TRN_OWD of acme/backhaul-3 +20.0");
    assertThat(run.results()).containsEntry("score after", result.after().value());
    assertThat(run.summary()).isEqualTo(result.toString());
    assertThat(store.audited)
        .extracting(AuditEntry::action, AuditEntry::principal, AuditEntry::subject)
        .containsExactly(tuple("simulation.save", "joan", "busy hour"));
  }

  @Test
  @DisplayName("are announced to whoever listens")
  void announced() {
    List<EngineEvent> heard = new ArrayList<>();
    WhatIfResult result = result();

    runs.announcing(heard::add).save("busy hour", result, JOAN);

    assertThat(heard).containsExactly(result.announcement("busy hour", NOW));
  }

  @Test
  @DisplayName("of a tenant are seen by its ancestors, and changed only by who may simulate there")
  void tenancy() {
    Tenant ireland = Tenant.of("acme.ireland");
    Principal irish = Principal.of("aoife", ireland, Role.ENGINEER);
    SimulationRun run = runs.save(ireland, "a", "abr", Map.of(), Map.of(), "", irish);

    assertThat(runs.list(ACME, JOAN)).containsExactly(run);
    assertThatThrownBy(() -> runs.list(ACME, irish)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> runs.latest(ACME, "a", irish))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> runs.remove(run, JOAN)).isInstanceOf(AccessDeniedException.class);
    Principal viewer = Principal.of("vi", ACME, Role.VIEWER);
    assertThatThrownBy(() -> runs.save("b", result(), viewer))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(runs.remove(run, irish)).isTrue();
    assertThat(runs.remove(run, irish)).isFalse();
    assertThat(runs.list(ACME, JOAN)).isEmpty();
    assertThat(store.audited)
        .extracting(AuditEntry::action)
        .containsExactly("simulation.save", "simulation.remove");
  }

  @Test
  @DisplayName("have a name that is not blank and not endless")
  void names() {
    assertThatThrownBy(() -> runs.save(" ", result(), JOAN)).hasMessageContaining("not be blank");
    assertThatThrownBy(() -> runs.save("x".repeat(201), result(), JOAN))
        .hasMessageContaining("length of the name");
  }
}
