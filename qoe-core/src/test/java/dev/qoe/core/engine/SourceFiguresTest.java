package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.meter.SourceStatistics;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of a source")
class SourceFiguresTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");

  @Test
  @DisplayName("go on when it is closed and opened again, and with further parts of the network")
  void reopened() {
    try (QoeEngine engine = QoeEngine.builder().replaying().shards(2).start()) {
      record(engine.source(SourceOptions.of("probe")), CELL, 3);
      SourceStatistics figures = figuresOfProbe(engine);
      assertThat(figures.received()).isEqualTo(3);
      record(engine.source(SourceOptions.of("probe")), CELL, 4);
      assertThat(figures.received()).isEqualTo(7);
      Source probe = engine.source(SourceOptions.of("probe"));
      probe.series(ElementPath.of("acme/dublin/cell-1"), Kpi.JITTER).record(START, Double.NaN);
      assertThat(figures.received()).isEqualTo(8);
      assertThat(figures.rejected()).isEqualTo(1);
      assertThat(figuresOfProbe(engine)).isSameAs(figures);
      assertThat(probe.status().ledger().received()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("are each its own where there are many")
  void many() {
    try (QoeEngine engine = QoeEngine.builder().replaying().shards(2).start()) {
      for (int i = 1; i <= 100; i++) {
        record(engine.source(SourceOptions.of("probe-" + i)), CELL, i);
      }
      assertThat(engine.sources()).hasSize(101);
      assertThat(engine.sources())
          .hasEntrySatisfying(
              "probe-42",
              status -> {
                assertThat(status.ledger().received()).isEqualTo(42);
                assertThat(status.newest()).contains(START.plusSeconds(41));
              });
      assertThat(engine.statistics().sources())
          .filteredOn(of -> of.source().startsWith("probe-"))
          .hasSize(100)
          .allMatch(of -> of.source().equals("probe-" + of.received()));
    }
  }

  private static SourceStatistics figuresOfProbe(QoeEngine engine) {
    return engine.statistics().sources().stream()
        .filter(of -> of.source().equals("probe"))
        .reduce(
            (one, other) -> {
              throw new AssertionError("two of one name");
            })
        .orElseThrow();
  }

  private static void record(Source source, ElementPath element, int count) {
    for (int i = 0; i < count; i++) {
      source.series(element, Kpi.JITTER).record(START.plusSeconds(i), 1);
    }
    source.close();
  }
}
