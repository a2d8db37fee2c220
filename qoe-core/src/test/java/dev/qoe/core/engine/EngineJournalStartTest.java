package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine that starts with another configuration than its journal was written with")
class EngineJournalStartTest {

  private static final String NEVER_AT = "NEVER of acme/cork/cell-0";

  @TempDir private Path folder;

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("brings back all that was acknowledged, though fewer series are allowed now")
  void fewerSeries() throws Exception {
    try (QoeEngine engine = engine().start()) {
      recordTen(engine);
    }
    Files.delete(folder.resolve("checkpoint")); // as if no store had any of it
    try (QoeEngine engine = engine().mostSeries(5).store(store).start()) {
      assertThat(engine.ledger().received()).isEqualTo(10);
      assertThat(engine.statistics().activeSeries()).isEqualTo(10);
      assertThatThrownBy(() -> engine.series(cell(10), Kpi.JITTER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("too-many-series");
    }
  }

  @Test
  @DisplayName("ends all that was begun if the start fails, so that the next one succeeds")
  void failedStart() throws Exception {
    try (QoeEngine engine = engine().start()) {
      recordTen(engine);
    }
    Path letters = Files.createDirectory(folder.resolve("dead-letters.jsonl"));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThatThrownBy(() -> engine().store(store).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the journal in '%s' cannot be used".formatted(folder));
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .doesNotContain("qoe-journal", "qoe-announcer", "qoe-store");
    assertThat(store.closed()).isTrue();
    Files.delete(letters);
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.statistics().activeSeries()).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("keeps what was acknowledged of an indicator it does not know as dead letters, once")
  void unknownKpi() throws Exception {
    try (QoeEngine engine = engine().start()) {
      recordTen(engine);
      assertThat(
              engine
                  .source(SourceOptions.of("agent"))
                  .accept(RatioReading.of(cell(0), Kpi.PACKET_LOSS, START, 1, 10)))
          .isEqualTo(Acceptance.ACCEPTED);
      accept(engine.series(cell(0), Kpi.ROUND_TRIP_TIME), 0, 7);
      assertThat(engine.awaitDurable(LONG)).isTrue();
    }
    KpiCatalog lacking = KpiCatalog.standard().without(Kpi.JITTER).without(Kpi.PACKET_LOSS);
    for (int start = 0; start < 2; start++) {
      Files.delete(folder.resolve("checkpoint")); // as if no store had any of it
      try (QoeEngine engine = engine().catalog(lacking).store(store).start()) {
        assertThat(engine.flush()).isTrue();
        assertThat(engine.ledger().received()).isEqualTo(12);
        assertThat(engine.ledger().stored()).isEqualTo(1);
        assertThat(engine.ledger().dropped()).containsExactly(Map.entry("unknown-kpi", 11L));
        assertThat(engine.ledger().balanced()).isTrue();
        assertThat(engine.deadLetters()).hasSize(11).allMatch(l -> l.measurement().isPresent());
      }
    }
    try (QoeEngine engine = engine().store(store).start()) {
      assertThat(engine.ledger().received()).isZero(); // the checkpoint has passed them
      assertThat(engine.deadLetters()).hasSize(11);
      assertThat(engine.replayDeadLetters()).isEqualTo(11);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.deadLetters()).isEmpty();
    }
    assertThat(store.measured).hasSize(12);
    assertThat(store.measured.stream().filter(m -> m.kpi().equals(Kpi.JITTER)).map(m -> m.value()))
        .containsExactlyInAnyOrder(0., 1., 2., 3., 4., 5., 6., 7., 8., 9.);
  }

  @Test
  @DisplayName("keeps no dead letters of what is known again before a store has passed it")
  void knownAgain() throws Exception {
    try (QoeEngine engine = engine().start()) {
      Measurement never = Measurement.of(cell(0), Kpi.of("NEVER"), START, 1);
      assertThat(engine.source(SourceOptions.of("agent")).accept(never))
          .isEqualTo(Acceptance.REFUSED);
      recordTen(engine);
    }
    Files.delete(folder.resolve("checkpoint")); // as if no store had any of it
    try (QoeEngine engine = engine().catalog(KpiCatalog.standard().without(Kpi.JITTER)).start()) {
      assertThat(engine.deadLetters()).hasSize(11);
    }
    Files.delete(folder.resolve("checkpoint"));
    try (QoeEngine engine = engine().store(store).start()) {
      assertThat(engine.deadLetters()).extracting(DeadLetter::place).containsExactly(NEVER_AT);
      assertThat(engine.flush()).isTrue();
    }
    assertThat(store.measured).hasSize(10);
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.deadLetters()).extracting(DeadLetter::place).containsExactly(NEVER_AT);
    }
  }

  private QoeEngineBuilder engine() {
    return QoeEngine.builder().replaying().journal(folder);
  }

  private static void recordTen(QoeEngine engine) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      accept(engine.series(cell(i), Kpi.JITTER), i, i);
    }
    assertThat(engine.awaitDurable(LONG)).isTrue();
  }

  private static ElementPath cell(int number) {
    return ElementPath.of("acme/cork/cell-" + number);
  }
}
