package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine that starts with another configuration than its journal was written with")
class EngineJournalStartTest {

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
