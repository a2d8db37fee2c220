package dev.qoe.core.engine;

import static dev.qoe.api.measure.CounterReading.UNKNOWN;
import static dev.qoe.core.engine.EngineJournalTest.CELL;
import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.core.internal.Micros;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger of an engine that starts on its journal")
class RecoveredLedgerTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("begins anew with what the store lacks: gaps and refusals of earlier lives are over")
  void beginsAnew() throws Exception {
    FakeStore store = new FakeStore();
    Path crashed = folder.resolve("crashed");
    store.down(true);
    try (QoeEngine engine = engine(folder.resolve("live"), store)) {
      CounterSeries octets = counter(engine);
      read(octets, 0, 1_000, 1_000); // the first: a gap
      read(octets, 1, 2_000, 2_000);
      read(octets, 2, 10, 10); // began anew: a gap
      read(octets, 3, 1_010, 1_010);
      assertThat(engine.sink().accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 0, 0)))
          .isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.sink().accept(Measurement.of(CELL, Kpi.JITTER, START, Double.NaN)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(engine.awaitDurable(LONG)).isTrue();
      Ledger before = engine.ledger();
      assertThat(before.balanced()).isTrue();
      assertThat(before.received()).isEqualTo(6);
      assertThat(before.inFlight()).isEqualTo(2);
      assertThat(before.dropped())
          .isEqualTo(Map.of("counter-first", 1L, "counter-reset", 1L, "ratio-of-nothing", 1L));
      copy(folder.resolve("live"), crashed);
      store.down(false); // so that it ends at once
    }
    FakeStore after = new FakeStore();
    after.down(true);
    try (QoeEngine engine = engine(crashed, after)) {
      assertThat(engine.ledger()).isEqualTo(new Ledger(2, 0, Map.of(), Map.of(), 2, 0));
      read(counter(engine), 4, 2_010, 2_010);
      after.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger())
          .isEqualTo(new Ledger(3, 2, Map.of(), Map.of("counter-first", 1L), 0, 0));
    }
    assertThat(after.measured).hasSize(2);
  }

  private static QoeEngine engine(Path journal, FakeStore store) {
    return QoeEngine.builder().replaying().journal(journal).store(store).start();
  }

  private static CounterSeries counter(QoeEngine engine) {
    return engine.counter(CELL, Kpi.UPLINK_THROUGHPUT, CounterSpec.of64());
  }

  private static void read(CounterSeries counter, int second, long count, long upTimeMillis) {
    assertThat(counter.record(Micros.of(START.plusSeconds(second)), count, upTimeMillis, UNKNOWN))
        .isEqualTo(Acceptance.ACCEPTED);
  }
}
