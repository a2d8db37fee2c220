package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.counter.CounterDecision;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.score.LiveScore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source of an engine")
class SourceTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final ElementPath OTHER = ElementPath.of("other/kerry/cell-2");

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("has an account of its own, which balances, as those of tenants do")
  void accounts() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source probe = engine.source(SourceOptions.of("probe"));
      accept(probe.series(CELL, Kpi.ROUND_TRIP_TIME).record(START, 20));
      accept(probe.accept(Measurement.of(OTHER, Kpi.JITTER, START, 3)));
      accept(engine.series(CELL, Kpi.JITTER).record(START, 2));
      assertThat(probe.series(CELL, Kpi.PACKET_LOSS).record(START, 7))
          .isEqualTo(Acceptance.REFUSED);
      probe.reject("not-a-number", "file.csv:7", "value must be a number: 'x'");
      Ledger ofProbe = probe.status().ledger();
      assertThat(ofProbe.received()).isEqualTo(4);
      assertThat(ofProbe.stored()).isEqualTo(2);
      assertThat(ofProbe.rejected()).isEqualTo(Map.of("ratio-above-1", 1L, "not-a-number", 1L));
      assertThat(engine.ledger(Tenant.of("acme")).received()).isEqualTo(3);
      assertThat(engine.ledger(Tenant.of("other")).received()).isEqualTo(1);
      assertThat(engine.ledger().received()).isEqualTo(5);
      assertThat(engine.sources().keySet()).containsExactly("local", "probe");
      assertThat(List.of(ofProbe, engine.ledger())).allMatch(Ledger::balanced);
      assertThat(probe.status().newest()).contains(START);
      assertThat(engine.deadLetters()).extracting(DeadLetter::source).containsOnly("probe");
    }
  }

  @Test
  @DisplayName("may not share its name while it is open, and takes nothing once it is closed")
  void names() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source first = engine.source(SourceOptions.of("probe"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.source(SourceOptions.of("probe")))
          .withMessageContaining("open already");
      Series rtt = first.series(CELL, Kpi.ROUND_TRIP_TIME);
      first.close();
      first.close();
      assertThat(rtt.record(START, 1)).isEqualTo(Acceptance.REFUSED);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("closed", 1L));
      engine.source(SourceOptions.of("probe")).close();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.source(SourceOptions.of("b").overload(Overload.SPOOL)))
          .withMessageContaining("no journal");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new SourceOptions(
                      "*",
                      false,
                      Duration.ofSeconds(-1),
                      Duration.ZERO,
                      Overload.BLOCK,
                      1,
                      Quota.unlimited()))
          .withMessageContaining("name")
          .withMessageContaining("lateness")
          .withMessageContaining("idle")
          .withMessageContaining("sample");
    }
  }

  @Test
  @DisplayName("is held to its quota of measurements and of series, and so is a tenant")
  void quotas() {
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .quota(Tenant.of("other"), Quota.series(1))
            .mostSeries(4)
            .start()) {
      Source probe = engine.source(SourceOptions.of("probe").quota(new Quota(0.001, 2)));
      accept(probe.accept(Measurement.of(CELL, Kpi.JITTER, START, 3)));
      assertThat(probe.accept(Measurement.of(CELL, Kpi.JITTER, START, 3)))
          .isEqualTo(Acceptance.RETRY_LATER); // its quota is one in 1,000 seconds
      assertThat(probe.status().throttled()).isEqualTo(1);
      Source free = engine.source(SourceOptions.of("free").quota(Quota.series(1)));
      accept(free.accept(Measurement.of(CELL, Kpi.JITTER, START, 3)));
      accept(free.accept(Measurement.of(OTHER, Kpi.JITTER, START, 3)));
      assertThat(free.accept(Measurement.of(CELL, Kpi.ROUND_TRIP_TIME, START, 3)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(engine.sink().accept(Measurement.of(OTHER, Kpi.ROUND_TRIP_TIME, START, 3)))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(engine.ledger().rejected())
          .isEqualTo(Map.of("quota-of-source", 1L, "quota-of-tenant", 1L));
      assertThatIllegalStateException()
          .isThrownBy(() -> engine.series(OTHER, Kpi.PACKET_LOSS))
          .withMessageContaining("quota-of-tenant");
    }
  }

  @Test
  @DisplayName("cannot make more series than the engine holds, however fast it makes them")
  void cardinality() {
    try (QoeEngine engine = QoeEngine.builder().replaying().mostSeries(1_000).start()) {
      int accepted = 0;
      for (int i = 0; i < 5_000; i++) {
        ElementPath path = ElementPath.of("acme/storm/cell-" + i);
        if (engine.sink().accept(Measurement.of(path, Kpi.JITTER, START, 3))
            == Acceptance.ACCEPTED) {
          accepted++;
        }
      }
      assertThat(accepted).isEqualTo(1_000);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("too-many-series", 4_000L));
      assertThat(engine.deadLetters().get(0).detail()).contains("at most 1000 series");
    }
  }

  @Test
  @DisplayName("that storms while the store is down holds up itself, not the others")
  void fairness() throws InterruptedException {
    try (QoeEngine engine =
        QoeEngine.builder().replaying().store(store).mostWaiting(10_000).start()) {
      store.down(true);
      Series storm = engine.source(SourceOptions.of("storm")).series(CELL, Kpi.JITTER);
      Series calm = engine.source(SourceOptions.of("calm")).series(OTHER, Kpi.JITTER);
      accept(calm.record(START, 1));
      int taken = 0;
      while (storm.record(START.plusMillis(taken), 1) == Acceptance.ACCEPTED) {
        taken++;
      }
      assertThat(taken).isBetween(4_900, 5_100);
      for (int i = 0; i < 1_000; i++) {
        accept(calm.record(START.plusMillis(i), 1));
      }
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().balanced()).isTrue();
      assertThat(engine.ledger().inFlight()).isZero();
    }
  }

  @Test
  @DisplayName("gives up its oldest measurements, or all but a sample, if it is told to")
  void givingUp() throws InterruptedException {
    try (QoeEngine engine =
        QoeEngine.builder().replaying().store(store).mostWaiting(20_000).start()) {
      store.down(true);
      Source newest = engine.source(SourceOptions.of("newest").overload(Overload.DROP_OLDEST));
      Source sampled = engine.source(SourceOptions.of("sampled").sampledOneOf(100));
      Series first = newest.series(CELL, Kpi.JITTER);
      Series second = sampled.series(OTHER, Kpi.JITTER);
      for (int i = 0; i < 50_000; i++) {
        accept(first.record(START.plusMillis(i), 1));
        accept(second.record(START.plusMillis(i), 1));
      }
      assertThat(newest.status().ledger().dropped().get("overload")).isGreaterThan(20_000);
      assertThat(sampled.status().ledger().dropped().get("sampled")).isGreaterThan(20_000);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().received()).isEqualTo(100_000);
      assertThat(engine.ledger().balanced()).isTrue();
      assertThat(engine.ledger().inFlight()).isZero();
    }
    assertThat(store.measured.get(store.measured.size() - 1).time())
        .isAfterOrEqualTo(START.plusMillis(49_900));
  }

  @Test
  @DisplayName("turns counters into rates or gaps, and shares into the share of all")
  void readings() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source poller = engine.source(SourceOptions.of("poller"));
      for (int i = 0; i < 3; i++) {
        accept(poller.accept(octets(i, 1_250_000L * i).upFor(Duration.ofSeconds(1_000 + 10 * i))));
      }
      assertThat(engine.value(CELL, Kpi.DOWNLINK_THROUGHPUT)).contains(1e6);
      accept(poller.accept(octets(3, 7).upFor(Duration.ofSeconds(2)))); // restarted
      assertThat(engine.value(CELL, Kpi.DOWNLINK_THROUGHPUT)).contains(1e6);
      assertThat(engine.counterEvidence(CELL, Kpi.DOWNLINK_THROUGHPUT))
          .hasValueSatisfying(
              evidence -> assertThat(evidence.decision()).isEqualTo(CounterDecision.RESET));
      assertThat(poller.status().ledger().dropped())
          .isEqualTo(Map.of("counter-first", 1L, "counter-reset", 1L));

      accept(poller.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 1, 10)));
      accept(poller.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 0, 990)));
      accept(poller.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 0, 0)));
      assertThat(engine.value(CELL, Kpi.PACKET_LOSS)).contains(0.001);
      assertThat(poller.accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 2, 1)))
          .isEqualTo(Acceptance.REFUSED);

      accept(
          poller.accept(
              new DistributionReading(
                  CELL, Kpi.CQI, START, List.of(0.0, 4.0, 16.0), List.of(1L, 3L), 1)));
      assertThat(engine.value(CELL, Kpi.CQI)).contains(8.0);
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  @Test
  @DisplayName("sees its refused measurements again once the mistake is mended")
  void deadLetters() {
    try (QoeEngine engine = QoeEngine.builder().replaying().mostSeries(1).start()) {
      accept(engine.sink().accept(Measurement.of(CELL, Kpi.JITTER, START, 3)));
      assertThat(engine.series(CELL, Kpi.JITTER).record(START, Double.NaN))
          .isEqualTo(Acceptance.REFUSED);
      assertThat(engine.deadLetters()).hasSize(1);
      assertThat(engine.replayDeadLetters()).isZero();
      assertThat(engine.deadLetters()).hasSize(1);
    }
  }

  @Test
  @DisplayName("is seen in the state at hand: scores, health, open alerts, figures")
  void stateAtHand() {
    AlertRule rule =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 0.1, 0, Duration.ZERO))
            .severity(Severity.MAJOR)
            .build();
    try (QoeEngine engine =
        QoeEngine.builder().replaying().rules(new AlertRules(List.of(rule))).start()) {
      LiveScore live = engine.liveScore(CELL);
      assertThat(live.value()).isNaN();
      accept(engine.series(CELL, Kpi.PACKET_LOSS).record(START, 0.5));
      assertThat(live.value()).isEqualTo(engine.score(CELL).value());
      assertThat(live.confidence()).isEqualTo(engine.score(CELL).confidence());
      for (ElementPath path : List.of(CELL, ElementPath.of("acme/cork"), ElementPath.of("acme"))) {
        assertThat(engine.state(path).health()).isEqualTo(engine.score(path).value());
        assertThat(engine.state(path).confidence()).isEqualTo(engine.score(path).confidence());
      }
      assertThat(engine.state(CELL).lastSeen()).contains(START);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.liveScore(ElementPath.of("acme")));
      assertThat(engine.openAlerts(Tenant.of("acme"), Severity.MAJOR)).isEqualTo(1);
      assertThat(engine.openAlerts(Tenant.of("acme"), Severity.MINOR)).isZero();
      assertThat(engine.openAlerts(Tenant.of("other"), Severity.MAJOR)).isZero();
      assertThat(engine.statistics().alertsOpen()).isEqualTo(1);
      assertThat(engine.statistics().activeSeries()).isEqualTo(1);
      assertThat(engine.statistics().elements()).isEqualTo(1);
      assertThat(engine.statistics().received()).isEqualTo(1);
      assertThat(engine.statistics().sources()).hasSize(1);
      assertThat(engine.health().overall().reasons()).isEmpty();
      accept(engine.series(CELL, Kpi.PACKET_LOSS).record(START.plusSeconds(1), 0.01));
      assertThat(engine.openAlerts(Tenant.of("acme"), Severity.MAJOR)).isZero();
    }
  }

  @Test
  @DisplayName("may hand in many series at once, and hears from where on to try again")
  void batches() {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).mostWaiting(100).start()) {
      store.down(true);
      Series[] series = new Series[300];
      long[] micros = new long[300];
      double[] values = new double[300];
      for (int i = 0; i < 300; i++) {
        series[i] =
            engine.series(ElementPath.of("acme/area-%d/cell-%d".formatted(i % 7, i)), Kpi.JITTER);
        micros[i] = Micros.of(START) + i;
        values[i] = i == 5 ? Double.NaN : 1;
      }
      int done = engine.record(series, micros, values, 0, 300);
      assertThat(done).isEqualTo(101);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("not-finite", 1L));
      assertThat(engine.ledger().received()).isEqualTo(101);
      store.down(false);
    }
    assertThat(store.measured).hasSize(100);
  }

  @Test
  @DisplayName("may hand in a batch that reaches over the ends of periods")
  void batchOverPeriods() {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      Series[] series = {engine.series(CELL, Kpi.JITTER), engine.series(CELL, Kpi.ROUND_TRIP_TIME)};
      long minute = 60_000_000L;
      long[] micros = {Micros.of(START), Micros.of(START) + 5 * minute};
      assertThat(engine.record(series, micros, new double[] {1, 2}, 0, 2)).isEqualTo(2);
      assertThat(engine.record(series, micros, new double[] {1, 2}, 1, 1)).isEqualTo(1);
    }
    assertThat(store.scored).isNotEmpty();
  }

  @Test
  @DisplayName("reads a counter through its handle as through readings with names")
  void counterHandle() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source poller = engine.source(SourceOptions.of("poller"));
      CounterSeries octets =
          poller.counter(CELL, Kpi.DOWNLINK_THROUGHPUT, CounterSpec.of32().worth(8).atMost(125e6));
      long start = Micros.of(START);
      accept(octets.record(start, 0xFFFF_FF00L, 1_000_000, 0));
      accept(octets.record(start + 10_000_000, 1_250_000 - 0x100, 1_010_000, 0));
      assertThat(engine.value(CELL, Kpi.DOWNLINK_THROUGHPUT)).contains(1e6);
      assertThat(engine.counterEvidence(CELL, Kpi.DOWNLINK_THROUGHPUT))
          .hasValueSatisfying(
              evidence -> assertThat(evidence.decision()).isEqualTo(CounterDecision.WRAP));
      accept(octets.record(start + 20_000_000, 2_500_000, 1_020_000, 1_015_000));
      accept(poller.accept(octets(3, 5_000_000).upFor(Duration.ofSeconds(1_030))));
      assertThat(poller.status().ledger().dropped())
          .isEqualTo(Map.of("counter-first", 1L, "counter-reset", 1L, "counter-width", 1L));
      assertThat(octets.record(0, 1)).as("in 1970").isEqualTo(Acceptance.REFUSED);
      poller.close();
      assertThat(octets.record(start + 40_000_000, 5)).isEqualTo(Acceptance.REFUSED);
      assertThat(engine.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly("absurd-time", "closed");
      assertThat(octets.element()).isEqualTo(CELL);
      assertThat(octets.kpi()).isEqualTo(Kpi.DOWNLINK_THROUGHPUT);
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  private static CounterReading octets(int poll, long count) {
    return CounterReading.of64(CELL, Kpi.DOWNLINK_THROUGHPUT, START.plusSeconds(10L * poll), count)
        .worth(8);
  }

  private static void accept(Acceptance answer) {
    assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
  }
}
