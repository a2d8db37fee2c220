package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.counter.CounterDecision;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.service.KpiModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Readings that are no plain values")
class ReadingsTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final Kpi RATE = Kpi.DOWNLINK_THROUGHPUT;

  @Test
  @DisplayName("of a counter at an absurd time are refused and do not mute it")
  void absurdTime() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source poller = engine.source(SourceOptions.of("poller"));
      CounterSeries handle = poller.counter(CELL, Kpi.UPLINK_THROUGHPUT, CounterSpec.of64());
      accept(poller.accept(octets(0, 0)));
      accept(handle.record(Micros.of(START), 0));
      Instant absurd = Instant.parse("2290-01-01T00:00:00Z");
      assertThat(poller.accept(CounterReading.of64(CELL, RATE, absurd, 5)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(handle.record(Micros.of(absurd), 5)).isEqualTo(Acceptance.REFUSED);
      accept(poller.accept(octets(1, 1_000)));
      accept(handle.record(Micros.of(START) + 10_000_000, 1_000));
      assertThat(engine.value(CELL, RATE)).contains(100.0);
      assertThat(engine.value(CELL, Kpi.UPLINK_THROUGHPUT)).contains(100.0);
      assertThat(poller.status().ledger().dropped()).isEqualTo(Map.of("counter-first", 2L));
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("of a counter are taken when they are tried again, not left out as duplicates")
  void triedAgain() {
    try (QoeEngine engine =
        QoeEngine.builder().replaying().quota(Tenant.of("acme"), Quota.perSecond(50)).start()) {
      CounterSeries counter = engine.counter(CELL, RATE, CounterSpec.of64());
      int polls = 70;
      int told = 0;
      for (int poll = 0; poll < polls; poll++) {
        long micros = Micros.of(START) + 10_000_000L * poll;
        while (counter.record(micros, 1_000L * poll) == Acceptance.RETRY_LATER) {
          told++;
          Thread.onSpinWait();
        }
      }
      assertThat(told).isPositive();
      assertThat(engine.ledger().dropped()).isEqualTo(Map.of("counter-first", 1L));
      assertThat(engine.ledger().stored()).isEqualTo(polls - 1);
      assertThat(engine.value(CELL, RATE)).contains(100.0);
    }
  }

  @Test
  @DisplayName("of a counter that two sources read are compared with those of the same source")
  void twoSources() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source one = engine.source(SourceOptions.of("one"));
      Source other = engine.source(SourceOptions.of("other"));
      for (int poll = 0; poll < 4; poll++) {
        accept(one.accept(octets(poll, 1_000L * poll)));
        accept(other.accept(octets(poll, 1_000_000_000_000L + 1_000L * poll)));
      }
      assertThat(engine.recent(CELL, RATE))
          .hasValueSatisfying(recent -> assertThat(recent.max()).isEqualTo(100));
      assertThat(engine.ledger().dropped()).isEqualTo(Map.of("counter-first", 2L));
      assertThat(engine.counterEvidence(CELL, RATE))
          .hasValueSatisfying(
              evidence -> assertThat(evidence.decision()).isEqualTo(CounterDecision.RATE));
    }
  }

  @Test
  @DisplayName("whose parts are too small or too large to be added up are refused")
  void unmeasurable() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source source = engine.source(SourceOptions.of("source"));
      for (double[] parts : new double[][] {{5e-21, 1e-20}, {1e30, 1e15}, {1, 1e17}, {-1e30, 3}}) {
        assertThat(source.accept(RatioReading.of(CELL, RATE, START, parts[0], parts[1])))
            .as("%s / %s", parts[0], parts[1])
            .isEqualTo(Acceptance.REFUSED);
      }
      long most = Long.MAX_VALUE;
      assertThat(
              source.accept(
                  new DistributionReading(
                      CELL, Kpi.CQI, START, List.of(0.0, 1e-5), List.of(most), 1)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(engine.value(CELL, RATE)).isEmpty();
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  @Test
  @DisplayName("and values whose sum is beyond all measure keep a mean among them")
  void enormousSums() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Series series = engine.series(CELL, RATE);
      for (int i = 0; i < 9_000; i++) {
        accept(series.record(START, 0x1p53));
      }
      assertThat(engine.value(CELL, RATE)).contains(0x1p53);
    }
  }

  @Test
  @DisplayName("and models that throw leave a gap, and what was measured stands")
  void throwingModel() {
    KpiModel broken =
        new KpiModel() {
          @Override
          public String title() {
            return "a broken model";
          }

          @Override
          public List<Unit> inputUnits() {
            return List.of(Unit.RATIO);
          }

          @Override
          public Unit outputUnit() {
            return Unit.RATIO;
          }

          @Override
          public double score(double[] inputs) {
            throw new IllegalStateException("no licence");
          }
        };
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Kpi output =
          engine.catalog().definitions().stream()
              .filter(d -> d.unit().equals(Unit.RATIO) && !d.kpi().equals(Kpi.PACKET_LOSS))
              .findFirst()
              .orElseThrow()
              .kpi();
      engine.derive(output, broken, Kpi.PACKET_LOSS);
      accept(engine.series(CELL, Kpi.PACKET_LOSS).record(START, 0.5));
      assertThat(engine.value(CELL, Kpi.PACKET_LOSS)).contains(0.5);
      assertThat(engine.value(CELL, output)).isEmpty();
    }
  }

  @Test
  @DisplayName("come in batches that are timed, and that hold no null")
  void batches() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Series[] series = new Series[100];
      long[] micros = new long[series.length];
      for (int i = 0; i < series.length; i++) {
        series[i] = engine.series(ElementPath.of("acme/area-%d/cell".formatted(i)), RATE);
        micros[i] = Micros.of(START);
      }
      double[] values = new double[series.length];
      for (int i = 0; i < 100; i++) {
        assertThat(engine.record(series, micros, values, 0, 100)).isEqualTo(100);
      }
      assertThat(engine.statistics().scoreLatency().count()).isPositive();
      long before = engine.ledger().received();
      Series[] withGap = series.clone();
      withGap[7] = null;
      assertThatThrownBy(() -> engine.record(withGap, micros, values, 0, 100))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("series[7]");
      assertThat(engine.ledger().received()).isEqualTo(before);
    }
  }

  private static CounterReading octets(int poll, long count) {
    return CounterReading.of64(CELL, RATE, START.plus(Duration.ofSeconds(10L * poll)), count);
  }

  private static void accept(Acceptance answer) {
    assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
  }
}
