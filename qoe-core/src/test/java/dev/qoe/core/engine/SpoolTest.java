package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A source that storms into a journal")
class SpoolTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath STORM = ElementPath.of("storm/cork/cell-1");
  private static final ElementPath CALM = ElementPath.of("calm/cork/cell-1");
  private static final int CALM_COUNT = 100;
  private static final int STORM_COUNT = 60_000;
  private static final int MOST = 2_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName(
      "waits there for itself: others pass it, and nobody loses, doubles or swaps anything")
  void othersPass() throws Exception {
    try (QoeEngine engine = engine(folder).store(store).start()) {
      storm(engine);
      assertThat(Objects.requireNonNull(engine.sources().get("storm")).waiting())
          .isLessThanOrEqualTo(MOST);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(STORM_COUNT + CALM_COUNT);
      assertThat(engine.ledger().balanced()).isTrue();
    }
    assertAllOnce();
    List<ElementPath> order = store.measured.stream().map(Measurement::element).toList();
    assertThat(order.lastIndexOf(CALM)).as("last of the calm source").isLessThan(10_000);
  }

  @Test
  @DisplayName("is caught up with after a crash, and so are the others, each once")
  void crash() throws Exception {
    Path crashed = folder.resolve("crashed");
    try (QoeEngine engine = engine(folder.resolve("live")).store(store).start()) {
      storm(engine);
      copy(folder.resolve("live"), crashed);
      store.down(false);
    }
    store.sequences.clear();
    store.measured.clear();
    store.down(false);
    try (QoeEngine engine = engine(crashed).store(store).start()) {
      assertThat(
              engine.source(SourceOptions.of("storm")).series(STORM, Kpi.JITTER).record(at(0), 1))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(engine.ledger().balanced()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(STORM_COUNT + CALM_COUNT + 1);
    }
    Measurement last = store.measured.remove(store.measured.size() - 1);
    assertThat(last.element()).as("of the source that was opened again").isEqualTo(STORM);
    assertThat(last.time()).isEqualTo(at(0));
    assertAllOnce();
  }

  private void assertAllOnce() {
    for (ElementPath element : List.of(STORM, CALM)) {
      List<Instant> times =
          store.measured.stream()
              .filter(row -> row.element().equals(element))
              .map(Measurement::time)
              .toList();
      assertThat(times).isSorted().doesNotHaveDuplicates();
      assertThat(times).hasSize(element.equals(STORM) ? STORM_COUNT : CALM_COUNT);
    }
  }

  /** Records a storm with a calm source in between, while the store is down. */
  private void storm(QoeEngine engine) throws InterruptedException {
    store.down(true);
    Series calm = engine.source(SourceOptions.of("calm")).series(CALM, Kpi.JITTER);
    Series storm =
        engine.source(SourceOptions.of("storm").overload(Overload.SPOOL)).series(STORM, Kpi.JITTER);
    for (int i = 0; i < STORM_COUNT; i++) {
      assertThat(storm.record(at(i), 1)).isEqualTo(Acceptance.ACCEPTED);
      if (i % (STORM_COUNT / CALM_COUNT) == 0) {
        assertThat(calm.record(at(i), 1)).isEqualTo(Acceptance.ACCEPTED);
      }
    }
    assertThat(engine.awaitDurable(LONG)).isTrue();
  }

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  private static QoeEngineBuilder engine(Path journal) {
    return QoeEngine.builder().replaying().mostWaiting(MOST).journal(journal);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".qoj")).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
