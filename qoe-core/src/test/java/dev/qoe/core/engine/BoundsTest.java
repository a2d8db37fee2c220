package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an engine holds")
class BoundsTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.SUPER_ADMIN);

  @Test
  @DisplayName("is given back with removed elements: to its limits and to quotas")
  void removed() {
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .mostSeries(10)
            .quota(Tenant.of("other"), Quota.series(1))
            .start()) {
      for (int i = 0; i < 100; i++) {
        for (String tenant : List.of("acme", "other")) {
          ElementPath cell = ElementPath.of(tenant + "/cork/cell-" + i);
          engine.series(cell, Kpi.JITTER).record(START, 1);
          engine.remove(cell, ADMIN);
          for (Kpi kpi : List.of(Kpi.JITTER, Kpi.PACKET_LOSS)) {
            assertThat(engine.sink().accept(Measurement.of(cell, kpi, START, 0)))
                .isEqualTo(Acceptance.REFUSED);
          }
        }
      }
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("removed", 400L));
      assertThat(engine.statistics().elements()).isZero();
    }
  }

  @Test
  @DisplayName("is given back to the source that made it")
  void removedOfSource() {
    EngineSettings settings =
        new EngineSettings(
            ScoringModel.of(KpiCatalog.standard()),
            AlertRules.none(),
            InstantSource.system(),
            true,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            1,
            new EngineSettings.Limits(10, 10, Long.MAX_VALUE, Map.of(), 0),
            Map.of(),
            DeclaredWindows.none());
    Announcer announcer = new Announcer();
    announcer.close();
    EngineCore core = new EngineCore(settings, announcer, null, null);
    Source probe = core.admission().add(SourceOptions.of("probe").quota(Quota.series(1)));
    for (int i = 0; i < 100; i++) {
      ElementPath cell = CELL.child("c" + i);
      assertThat(core.mayMakeSeries(probe, cell.tenant())).isNull();
      core.shard(cell).change(known -> known.series(cell, known.catalog().get(Kpi.JITTER), probe));
      assertThat(core.mayMakeSeries(probe, cell.tenant())).isEqualTo("quota-of-source");
      core.shard(cell).change(known -> known.remove(cell));
    }
    assertThat(core.capacity().series()).isZero();
  }

  @Test
  @DisplayName(
      "of a tenant counts with what those below hold, but for those with quotas of their own")
  void quotaOfDescendants() {
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .quota(Tenant.of("acme"), Quota.series(2))
            .quota(Tenant.of("acme.own"), Quota.series(1))
            .start()) {
      List<String> tenants = List.of("acme.cork", "acme.cork.east", "acme", "acme.own", "acmeplus");
      List<Acceptance> answers =
          tenants.stream()
              .map(tenant -> ElementPath.of(tenant + "/cell-1"))
              .map(cell -> engine.sink().accept(Measurement.of(cell, Kpi.JITTER, START, 1)))
              .toList();
      assertThat(answers)
          .containsExactly(
              Acceptance.ACCEPTED,
              Acceptance.ACCEPTED,
              Acceptance.REFUSED,
              Acceptance.ACCEPTED,
              Acceptance.ACCEPTED);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("quota-of-tenant", 1L));
    }
  }

  @Test
  @DisplayName("is told for declared elements, too: a collector adds no more of them than series")
  void discovered() {
    try (QoeEngine engine = QoeEngine.builder().replaying().mostSeries(5).start()) {
      Source source = engine.source(SourceOptions.of("discovery"));
      for (int i = 0; i < 1_000; i++) {
        assertThat(source.accept(NetworkElement.builder(CELL.child("c" + i), "cell").build()))
            .isEqualTo(i < 5 ? Acceptance.ACCEPTED : Acceptance.REFUSED);
      }
      assertThat(engine.elements()).hasSize(5);
      assertThat(source.status().ledger().rejected()).isEqualTo(Map.of("too-many-elements", 995L));
      assertThat(engine.ledger().balanced()).isTrue();
      DeadLetter letter = engine.deadLetters().get(0);
      assertThat(letter.place()).isEqualTo("element acme/cork/cell-1/c5");
      assertThat(letter.detail()).contains("builder: mostSeries, memory");
      assertThat(source.accept(NetworkElement.builder(CELL.child("c4"), "router").build()))
          .isEqualTo(Acceptance.ACCEPTED);
      engine.remove(CELL.child("c4"), ADMIN);
      assertThat(source.accept(NetworkElement.builder(CELL.child("c5"), "cell").build()))
          .isEqualTo(Acceptance.ACCEPTED);
    }
  }

  @Test
  @DisplayName("is not exceeded by the series that an element expects, nor is the source's quota")
  void expected() {
    try (QoeEngine engine = QoeEngine.builder().replaying().mostSeries(5).start()) {
      Source source = engine.source(SourceOptions.of("discovery").quota(Quota.series(3)));
      assertThat(source.accept(expecting("a", Kpi.JITTER, Kpi.PACKET_LOSS)))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(source.accept(expecting("b", Kpi.JITTER, Kpi.PACKET_LOSS)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(source.accept(expecting("b", Kpi.JITTER))).isEqualTo(Acceptance.ACCEPTED);
      assertThat(source.accept(expecting("a", Kpi.JITTER, Kpi.PACKET_LOSS)))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.sink().accept(expecting("c", Kpi.JITTER, Kpi.PACKET_LOSS)))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.sink().accept(expecting("d", Kpi.JITTER))).isEqualTo(Acceptance.REFUSED);
      assertThat(engine.ledger().rejected())
          .isEqualTo(Map.of("quota-of-source", 1L, "too-many-series", 1L));
      engine.remove(CELL.child("a"), ADMIN);
      assertThat(source.accept(expecting("e", Kpi.JITTER, Kpi.PACKET_LOSS)))
          .isEqualTo(Acceptance.ACCEPTED);
    }
  }

  @Test
  @DisplayName("stays within its memory, however much a collector tells of elements")
  void memoryOfElements() {
    String text = "x".repeat(100_000);
    try (QoeEngine engine = QoeEngine.builder().replaying().memory(1 << 20).start()) {
      List<Acceptance> answers =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      NetworkElement.builder(CELL.child("c" + i), "cell")
                          .labels(Map.of("note", text)))
              .map(element -> engine.sink().accept(element.build()))
              .toList();
      assertThat(answers.subList(0, 10)).containsOnly(Acceptance.ACCEPTED);
      assertThat(answers.subList(10, 20)).containsOnly(Acceptance.REFUSED);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("memory-used-up", 10L));
    }
  }

  @Test
  @DisplayName("is not exceeded by the host either: it is told so")
  void declared() {
    try (QoeEngine engine = QoeEngine.builder().replaying().mostSeries(1).start()) {
      engine.save(expecting("a", Kpi.JITTER), ADMIN);
      assertThatThrownBy(() -> engine.save(expecting("b", Kpi.JITTER), ADMIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'acme/cork/cell-1/b' is not saved (too-many-elements): at most 1");
      assertThat(engine.elements()).hasSize(1);
    }
    Topology two =
        new Topology(List.of(expecting("a", Kpi.JITTER), expecting("b", Kpi.JITTER)), List.of());
    assertThatThrownBy(() -> QoeEngine.builder().mostSeries(1).topology(two).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("topology has 2 elements, which expect 2 series: at most 1");
  }

  private static NetworkElement expecting(String name, Kpi... kpis) {
    return NetworkElement.builder(CELL.child(name), "cell").expectedKpis(Set.of(kpis)).build();
  }

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
