package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Sink;
import dev.qoe.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Taking in measurements")
class IngestTest {

  private static final Instant NOW = Instant.parse("2020-02-13T15:54:21Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/site-1/cell-1");

  private final ManualClock clock = ManualClock.at(NOW);
  private final QoeEngine engine = QoeEngine.builder().clock(clock).start();
  private final Sink sink = engine.sink();

  @AfterEach
  void balancesAlways() {
    assertThat(engine.ledger().balanced()).as(engine.ledger().toString()).isTrue();
    engine.close();
  }

  @Test
  @DisplayName("refuses what is no finite number, out of range or of an absurd time, by reason")
  void refusals() {
    Series loss = engine.series(CELL, Kpi.PACKET_LOSS);
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    assertThat(loss.record(NOW, Double.NaN)).isEqualTo(Acceptance.REFUSED);
    assertThat(loss.record(NOW, Double.NEGATIVE_INFINITY)).isEqualTo(Acceptance.REFUSED);
    assertThat(loss.record(NOW, 32)).isEqualTo(Acceptance.REFUSED);
    assertThat(loss.record(NOW, -0.01)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(NOW, 1e300)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(Instant.EPOCH, 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(Instant.MIN, 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(Instant.MAX, 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(Long.MIN_VALUE, 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(NOW.plusSeconds(601), 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(NOW.plusSeconds(599), 1)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(rtt.record(NOW.getEpochSecond() * 1_000_000, 1, 1.5)).isEqualTo(Acceptance.REFUSED);
    assertThat(rtt.record(NOW.getEpochSecond() * 1_000_000, 1, Double.NaN))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.ledger().rejected())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "not-finite", 2L,
                "ratio-above-1", 1L,
                "ratio-below-0", 1L,
                "absurd-value", 1L,
                "absurd-time", 4L,
                "future-time", 1L,
                "quality-out-of-range", 2L));
    assertThat(engine.ledger().inFlight()).as("waits for the clock").isEqualTo(1);
    assertThat(engine.value(CELL, Kpi.PACKET_LOSS)).isEmpty();
  }

  @Test
  @DisplayName("tells the remedy for percent that was meant as a ratio")
  void remedy() {
    engine.series(CELL, Kpi.PACKET_LOSS).record(NOW, 32);
    assertThat(engine.deadLetters()).hasSize(1);
    assertThat(engine.deadLetters().get(0).toString())
        .contains(
            "ratio-above-1", "TRN_LOSS of acme/cork/site-1/cell-1", "32.0", "give the unit %");
  }

  @Test
  @DisplayName("refuses an unknown indicator with the nearest name, and a unit that does not fit")
  void unknownKpiAndUnit() {
    assertThat(sink.accept(Measurement.of(CELL, Kpi.of("TRN_LOS"), NOW, 1)))
        .isEqualTo(Acceptance.REFUSED);
    Measurement wrong = Measurement.of(CELL, Kpi.PACKET_LOSS, NOW, 1).in(Unit.of("ms"));
    assertThat(sink.accept(wrong)).isEqualTo(Acceptance.REFUSED);
    assertThat(sink.accept(Measurement.of(CELL, Kpi.PACKET_LOSS, NOW, 1).in(Unit.of("furlong"))))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.ledger().rejected()).isEqualTo(Map.of("unknown-kpi", 1L, "wrong-unit", 2L));
    assertThat(engine.deadLetters().get(0).detail()).contains("did you mean 'TRN_LOSS'");
    assertThat(engine.deadLetters().get(1).detail()).contains("'ms'", "'ratio'");
  }

  @Test
  @DisplayName("converts commensurable units on the way in")
  void conversion() {
    accept(Measurement.of(CELL, Kpi.ROUND_TRIP_TIME, NOW, 0.148).in(Unit.of("s")));
    accept(Measurement.of(CELL, Kpi.DOWNLINK_THROUGHPUT, NOW, 2_200).in(Unit.of("kbit/s")));
    accept(Measurement.of(CELL, Kpi.PACKET_LOSS, NOW, 32).in(Unit.PERCENT));
    assertThat(engine.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(148.0);
    assertThat(engine.value(CELL, Kpi.DOWNLINK_THROUGHPUT)).hasValueSatisfying(v -> near(v, 2.2));
    assertThat(engine.value(CELL, Kpi.PACKET_LOSS)).hasValueSatisfying(v -> near(v, 0.32));
  }

  @Test
  @DisplayName("counts what collectors could not even read")
  void rejects() {
    sink.reject("not-a-number", "trace.csv:7", "DL_bitrate 'x'");
    assertThat(engine.ledger().received()).isEqualTo(1);
    assertThat(engine.ledger().rejected()).isEqualTo(Map.of("not-a-number", 1L));
  }

  @Test
  @DisplayName("refuses an event of an absurd time instead of moving the clock by it")
  void absurdEvents() {
    assertThat(sink.accept(Event.of(CELL, "trap", Instant.MAX, "link down")))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(sink.accept(Event.of(CELL, "trap", NOW, "link down")))
        .isEqualTo(Acceptance.ACCEPTED);
    assertThat(engine.ledger().rejected()).isEqualTo(Map.of("absurd-time", 1L));
  }

  @Test
  @DisplayName("keeps a late value out of the current window, but not out of the ledger")
  void late() {
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    rtt.record(NOW, 100);
    assertThat(rtt.record(NOW.minus(Duration.ofMinutes(5)), 900)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(engine.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(100.0);
    assertThat(engine.ledger().late()).isEqualTo(1);
    assertThat(engine.ledger().stored()).isEqualTo(2);
  }

  @Test
  @DisplayName("lets the newest value count where the window is zero")
  void zeroWindow() {
    try (QoeEngine newest = QoeEngine.builder().replaying().window(Duration.ZERO).start()) {
      Series rtt = newest.series(CELL, Kpi.ROUND_TRIP_TIME);
      rtt.record(NOW, 100);
      rtt.record(NOW.plusMillis(1), 300);
      rtt.record(NOW, 900);
      assertThat(newest.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(300.0);
    }
  }

  @Test
  @DisplayName("balances after a thousand random good and bad values")
  void randomBalance() {
    long seed = 20_200_213;
    Random random = new Random(seed);
    double[] values = {0.5, -1, 2, Double.NaN, 1e300};
    for (int i = 0; i < 1_000; i++) {
      Series loss = engine.series(CELL.child("c" + random.nextInt(5)), Kpi.PACKET_LOSS);
      long offset = random.nextInt(7_200) - 6_000L;
      loss.record(NOW.plusSeconds(offset), values[random.nextInt(values.length)]);
    }
    assertThat(engine.ledger().received()).as("seed %d", seed).isEqualTo(1_000);
    assertThat(engine.ledger().balanced()).isTrue();
    long ahead = Objects.requireNonNull(engine.sources().get("local")).ahead();
    assertThat(engine.ledger().inFlight()).as("seed %d", seed).isEqualTo(ahead).isPositive();
  }

  private void accept(Measurement measurement) {
    assertThat(sink.accept(measurement)).isEqualTo(Acceptance.ACCEPTED);
  }

  private static void near(double value, double expected) {
    assertThat(value).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
  }
}
