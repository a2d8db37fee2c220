package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine with a journal")
class EngineJournalTest {

  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("has all that it acknowledged after a crash, each once, in scores and store")
  void crash() throws Exception {
    Path live = folder.resolve("live");
    Path crashed = folder.resolve("crashed");
    String before;
    try (QoeEngine engine = engine(live, AlertRules.none()).store(store).start()) {
      record(engine, 0, 3_000);
      assertThat(engine.flush()).isTrue();
      store.down(true);
      record(engine, 3_000, 4_000);
      assertThat(engine.awaitDurable(LONG)).isTrue();
      before = engine.score(CELL) + " " + engine.recent(CELL, Kpi.ROUND_TRIP_TIME);
      copy(live, crashed);
      assertThat(engine.ledger().inFlight()).isEqualTo(1_000);
      store.down(false);
    }
    FakeStore after = new FakeStore();
    after.takeFrom(store, 3_000);
    try (QoeEngine engine = engine(crashed, AlertRules.none()).store(after).start()) {
      assertThat(engine.score(CELL) + " " + engine.recent(CELL, Kpi.ROUND_TRIP_TIME))
          .isEqualTo(before);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().received()).isBetween(1_000L, 4_000L); // since the checkpoint
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(engine.ledger().balanced()).isTrue();
      record(engine, 4_000, 4_100);
    }
    assertThat(after.measured).hasSize(4_100);
    assertThat(after.measured.stream().map(m -> m.time()).distinct()).hasSize(4_100);
  }

  @Test
  @DisplayName("keeps what comes while the store is down, and catches up in order")
  void storeDown() throws Exception {
    try (QoeEngine engine =
        engine(folder, AlertRules.none()).store(store).mostWaiting(1_000).start()) {
      store.down(true);
      record(engine, 0, 20_000);
      assertThat(engine.awaitDurable(LONG)).isTrue();
      assertThat(engine.ledger().inFlight()).isEqualTo(20_000);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(20_000);
    }
    assertThat(store.measured).hasSize(20_000);
    assertThat(store.measured.stream().map(m -> m.time()).toList()).isSorted();
  }

  @Test
  @DisplayName("leaves what a store never took for the next life, and says that it is on its way")
  void neverStored() throws Exception {
    store.down(true);
    QoeEngine engine = engine(folder, AlertRules.none()).store(store).start();
    record(engine, 0, 100);
    engine.close();
    assertThat(engine.ledger().dropped()).isEmpty();
    assertThat(engine.ledger().inFlight()).isEqualTo(100);
    FakeStore after = new FakeStore();
    try (QoeEngine next = engine(folder, AlertRules.none()).store(after).start()) {
      assertThat(next.flush()).isTrue();
    }
    assertThat(after.measured).hasSize(100);
  }

  @Test
  @DisplayName("refuses to share its folder with another engine")
  void locked() {
    try (QoeEngine engine = engine(folder, AlertRules.none()).start()) {
      assertThat(engine.health().overall().reasons()).isEmpty();
      assertThatThrownBy(() -> engine(folder, AlertRules.none()).start())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("journal");
    }
  }

  @Test
  @DisplayName("goes on with the alerts of its earlier life: none twice, none for ever")
  void alerts() throws Exception {
    AlertRules rules =
        new AlertRules(
            List.of(
                AlertRule.builder(
                        "loss",
                        new Condition.Threshold(
                            Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 0.1, 0, Duration.ZERO))
                    .build()));
    Path live = folder.resolve("live");
    Path crashed = folder.resolve("crashed");
    try (QoeEngine engine = engine(live, rules).store(store).start()) {
      Series loss = engine.series(CELL, Kpi.PACKET_LOSS);
      accept(loss, 0, 0.01);
      accept(loss, 1, 0.5);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.alerts()).hasSize(1);
      copy(live, crashed);
    }
    List<Alert> heard = new ArrayList<>();
    try (QoeEngine engine = engine(crashed, rules).store(store).start()) {
      engine.onAlert(heard::add);
      assertThat(engine.alerts()).extracting(Alert::state).containsExactly(AlertState.OPEN);
      accept(engine.series(CELL, Kpi.PACKET_LOSS), 2, 0.6);
      assertThat(engine.flush()).isTrue();
      assertThat(heard).isEmpty();
      accept(engine.series(CELL, Kpi.PACKET_LOSS), 3, 0.01);
      assertThat(engine.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
      assertThat(engine.flush()).isTrue();
      assertThat(heard).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }
  }

  @Test
  @DisplayName("goes on with lasting alerts of the store even where the journal holds nothing")
  void alertsWithoutJournal() throws Exception {
    AlertRules rules =
        new AlertRules(
            List.of(
                AlertRule.builder(
                        "loss",
                        new Condition.Threshold(
                            Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 0.1, 0, Duration.ZERO))
                    .build()));
    try (QoeEngine engine = QoeEngine.builder().replaying().rules(rules).store(store).start()) {
      accept(engine.series(CELL, Kpi.PACKET_LOSS), 1, 0.5);
      assertThat(engine.flush()).isTrue();
    }
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .rules(rules)
            .store(store)
            .topology(FakeStore.topologyOf(CELL))
            .start()) {
      assertThat(engine.alerts()).extracting(Alert::state).containsExactly(AlertState.OPEN);
      accept(engine.series(CELL, Kpi.PACKET_LOSS), 2, 0.01);
      assertThat(engine.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }
  }

  @Test
  @DisplayName("brings back events and the parts of ratios")
  void eventsAndRatios() throws Exception {
    Path live = folder.resolve("live");
    Path crashed = folder.resolve("crashed");
    double before;
    try (QoeEngine engine = engine(live, AlertRules.none()).start()) {
      Source source = engine.source(SourceOptions.of("pm files"));
      assertThat(source.accept(Event.of(CELL, "trap", START, "link down")))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(source.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 1, 10)))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(source.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 0, 990)))
          .isEqualTo(Acceptance.ACCEPTED);
      before = engine.value(CELL, Kpi.PACKET_LOSS).orElseThrow();
      assertThat(before).isEqualTo(0.001);
      assertThat(engine.awaitDurable(LONG)).isTrue();
      copy(live, crashed);
    }
    try (QoeEngine engine = engine(crashed, AlertRules.none()).start()) {
      assertThat(engine.value(CELL, Kpi.PACKET_LOSS)).contains(before);
      assertThat(engine.now()).isEqualTo(START);
    }
  }

  @Test
  @DisplayName("lets definitions go that stand for the same series, and gives no number twice")
  void definitions() throws Exception {
    Kpi gone = Kpi.of("GONE");
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      for (int id = 1; id <= 500; id++) {
        journal.define(id, CELL.text(), Kpi.ROUND_TRIP_TIME.code(), "ms\tlocal");
      }
      journal.define(501, CELL.text(), gone.code(), "ms\tlocal");
      long sequence = journal.append(250, Micros.of(START), Micros.of(START), 7, 1, 0);
      assertThat(journal.awaitDurable(sequence, LONG)).isTrue();
    }
    try (QoeEngine engine = engine(folder, AlertRules.none()).start()) {
      assertThat(engine.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(7.0);
      record(engine, 1, 2);
      accept(engine.series(CELL, Kpi.JITTER), 1, 3);
      assertThat(engine.awaitDurable(LONG)).isTrue();
    }
    List<String> kept = new ArrayList<>();
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      journal.series((id, element, kpi, unit) -> kept.add(id + " " + kpi));
    }
    assertThat(kept)
        .containsExactly(
            "250 " + Kpi.ROUND_TRIP_TIME,
            "500 " + Kpi.ROUND_TRIP_TIME,
            "501 GONE",
            "502 " + Kpi.JITTER);
    try (QoeEngine engine = engine(folder, AlertRules.none()).start()) {
      assertThat(engine.value(CELL, Kpi.JITTER)).contains(3.0);
      assertThat(engine.recent(CELL, Kpi.ROUND_TRIP_TIME).orElseThrow().count()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("starts although fewer series are allowed than its journal once had")
  void fewerSeries() throws Exception {
    try (QoeEngine engine = engine(folder, AlertRules.none()).store(store).start()) {
      for (int i = 0; i < 10; i++) {
        accept(engine.series(ElementPath.of("acme/cork/cell-" + i), Kpi.JITTER), 0, 1);
      }
      assertThat(engine.flush()).isTrue();
    }
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      journal.define(1_000, "acme/cork/old", Kpi.JITTER.code(), "ms\tlocal");
      journal.awaitDurable(journal.appendEntry(9, new byte[0], 0, 0), LONG);
    }
    try (QoeEngine engine = engine(folder, AlertRules.none()).mostSeries(10).start()) {
      assertThat(engine.statistics().activeSeries()).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("stores each value in the unit in which it was recorded, though that be changed")
  void unitChanged() throws Exception {
    try (QoeEngine engine = engine(folder, AlertRules.none()).store(store).start()) {
      Series local = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      Series other = engine.source(SourceOptions.of("x")).series(CELL, Kpi.ROUND_TRIP_TIME);
      accept(local, 0, 20);
      accept(other, 1, 21);
      engine.define(inSeconds(), Principal.of("ann", Tenant.of("acme"), Role.ADMIN));
      accept(local, 2, 0.022);
      accept(other, 3, 0.023);
      assertThat(engine.flush()).isTrue();
    }
    assertThat(store.measured.stream().map(m -> m.value() + " " + m.unit()))
        .containsExactly("20.0 ms", "21.0 ms", "0.022 s", "0.023 s");
  }

  /** A round trip time in seconds. */
  static KpiCatalog inSeconds() {
    KpiDefinition before = KpiCatalog.standard().get(Kpi.ROUND_TRIP_TIME);
    return KpiCatalog.builder()
        .add(KpiCatalog.standard().subdomainOf(before))
        .add(
            new KpiDefinition(
                before.kpi(),
                before.name(),
                before.description(),
                Unit.of("s"),
                Unit.of("s"),
                before.domain(),
                before.subdomain(),
                before.kind(),
                before.min(),
                before.max(),
                before.optimal(),
                before.direction(),
                before.impact(),
                before.curve(),
                before.staleness(),
                before.source(),
                before.measurement()))
        .build();
  }

  private static QoeEngineBuilder engine(Path journal, AlertRules rules) {
    return QoeEngine.builder().replaying().rules(rules).journal(journal);
  }

  static void record(QoeEngine engine, int from, int to) {
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    for (int i = from; i < to; i++) {
      accept(rtt, i, i % 100);
    }
  }

  static void accept(Series series, int second, double value) {
    assertThat(series.record(START.plusSeconds(second), value)).isEqualTo(Acceptance.ACCEPTED);
  }

  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    return !name.equals("journal.lock") && !name.equals("journal.owner");
  }

  /** What a crash leaves: the files as they are, without the lock. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(EngineJournalTest::isData).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
