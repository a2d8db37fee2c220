package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.meter.Health;
import dev.qoe.core.meter.HealthState;
import dev.qoe.core.meter.SourceStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A measurement stamped ahead of the clock")
class AheadTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:30Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");

  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.SUPER_ADMIN);

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final QoeEngine engine = QoeEngine.builder().clock(time::get).start();
  private final Source skewed = engine.source(SourceOptions.of("skewed"));

  @AfterEach
  void close() {
    assertThat(engine.ledger().balanced()).isTrue();
    engine.close();
  }

  @Test
  @DisplayName("waits until the clock gets there, and mutes no honest one of the same series")
  void mutesNobody() {
    Series honest = engine.series(CELL, Kpi.JITTER);
    accept(honest.record(NOW, 10));
    accept(skewed.series(CELL, Kpi.JITTER).record(NOW.plusSeconds(300), 999));
    for (int i = 0; i < 10; i++) {
      accept(honest.record(NOW.minusSeconds(i), 10));
    }
    assertThat(engine.value(CELL, Kpi.JITTER)).contains(10.0);
    assertThat(engine.ledger().late()).isZero();
    assertThat(engine.ledger().inFlight()).isEqualTo(1);
    advance(294);
    assertThat(engine.value(CELL, Kpi.JITTER)).contains(10.0);
    advance(296);
    assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().max()).isEqualTo(999);
    assertThat(engine.ledger().inFlight()).isZero();
  }

  @Test
  @DisplayName("is converted if the unit of its indicator changes while it waits")
  void anotherUnit() {
    accept(skewed.series(CELL, Kpi.ROUND_TRIP_TIME).record(NOW.plusSeconds(60), 50));
    engine.define(EngineJournalTest.inSeconds(), ADMIN);
    advance(60);
    assertThat(engine.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(0.05);
  }

  @Test
  @DisplayName("has no way in once its indicator is not defined any more, whoever made the series")
  void undefined() {
    Source ordered = engine.source(SourceOptions.of("o").ordered(Duration.ofSeconds(1)));
    Series series = ordered.series(CELL, Kpi.ROUND_TRIP_TIME);
    engine.undefine(Kpi.ROUND_TRIP_TIME, ADMIN);
    assertThat(series.record(NOW, 5)).isEqualTo(Acceptance.REFUSED);
    assertThat(series.record(NOW.plusSeconds(60), 5)).isEqualTo(Acceptance.REFUSED);
  }

  @Test
  @DisplayName("is counted to its source, with how far ahead it was, in figures and health")
  void counted() {
    Series series = skewed.series(CELL, Kpi.JITTER);
    accept(series.record(NOW.plusSeconds(4), 1));
    assertThat(skewed.status().ahead()).isZero();
    assertThat(engine.health().overall().state()).isEqualTo(HealthState.HEALTHY);
    accept(series.record(NOW.plusSeconds(6), 1));
    accept(series.record(NOW.plusSeconds(120), 1));
    assertThat(series.record(NOW.plusSeconds(700), 1)).isEqualTo(Acceptance.REFUSED);
    SourceStatus status = skewed.status();
    assertThat(status.ahead()).isEqualTo(2);
    assertThat(status.mostAhead()).isBetween(Duration.ofMillis(119_999), Duration.ofMinutes(2));
    assertThat(status.future()).isEqualTo(1);
    SourceStatistics figures = engine.statistics().sources().iterator().next();
    assertThat(figures.ahead()).isEqualTo(2);
    assertThat(figures.mostAheadSeconds()).isBetween(119.9, 120.0);
    assertThat(clocks().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(clocks().reasons().get(0))
        .startsWith("source 'skewed' stamps measurements up to PT1M59.999");
  }

  @Test
  @DisplayName("does not take an ordered source further than the clock")
  void ordered() {
    Source source = engine.source(SourceOptions.of("sorted").ordered(Duration.ofSeconds(2)));
    Series series = source.series(CELL, Kpi.JITTER);
    accept(series.record(NOW, 10));
    accept(series.record(NOW.plusSeconds(60), 999));
    accept(series.record(NOW.minusSeconds(1), 20));
    assertThat(engine.ledger().late()).isZero();
    accept(series.record(NOW.plusSeconds(3), 10));
    assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().max()).isEqualTo(20);
    advance(60);
    accept(series.record(NOW.plusSeconds(64), 10));
    assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().max()).isEqualTo(999);
    assertThat(engine.ledger().late()).isZero();
    source.close();
    assertThat(engine.ledger().inFlight()).isZero();
  }

  @Test
  @DisplayName("of a closed ordered source is judged all the same")
  void closed() {
    Source source = engine.source(SourceOptions.of("sorted").ordered(Duration.ofSeconds(2)));
    accept(source.series(CELL, Kpi.JITTER).record(NOW.plusSeconds(60), 999));
    source.close();
    advance(60);
    assertThat(engine.value(CELL, Kpi.JITTER)).contains(999.0);
    assertThat(engine.ledger().inFlight()).isZero();
  }

  @Test
  @DisplayName("makes no gap of the readings of a counter that come after it")
  void counter() {
    for (Source source :
        List.of(skewed, engine.source(SourceOptions.of("sorted").ordered(Duration.ofSeconds(1))))) {
      Instant now = engine.now();
      ElementPath cell = CELL.child(source.options().name());
      CounterSeries counter =
          source.counter(cell, Kpi.DOWNLINK_THROUGHPUT, CounterSpec.of64().atMost(1e6));
      long start = Micros.of(now);
      accept(counter.record(start - 10_000_000, 0));
      accept(counter.record(start + 60_000_000, 7_000));
      accept(counter.record(start, 1_000));
      advance(0);
      accept(counter.record(start + 2_000_000, 1_200));
      assertThat(engine.value(cell, Kpi.DOWNLINK_THROUGHPUT)).contains(100.0);
      assertThat(source.status().ledger().inFlight()).isEqualTo(source == skewed ? 1 : 2);
      time.set(now.plusSeconds(60));
      engine.tick();
      source.close();
      assertThat(source.status().ledger().dropped().keySet()).containsExactly("counter-first");
      assertThat(source.status().ledger().inFlight()).isZero();
    }
  }

  @Test
  @DisplayName("has to be tried again while too many wait already")
  void bounded() {
    try (QoeEngine small = QoeEngine.builder().clock(time::get).memory(16_000).start()) {
      Series series = small.series(CELL, Kpi.JITTER);
      int taken = 0;
      while (taken < 1_000 && series.record(NOW.plusSeconds(60), 1) == Acceptance.ACCEPTED) {
        taken++;
      }
      assertThat(taken).isEqualTo(16_000 / 16 / TimeBuffer.BYTES + 1);
      accept(series.record(NOW, 1));
    }
  }

  private Health clocks() {
    return Objects.requireNonNull(engine.health().parts().get("clocks"));
  }

  private void advance(int seconds) {
    time.set(NOW.plusSeconds(seconds));
    engine.tick();
  }

  private static void accept(Acceptance answer) {
    assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
  }
}
