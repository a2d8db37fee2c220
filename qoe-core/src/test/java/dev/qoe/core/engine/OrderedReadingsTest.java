package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All is drawn from the seed in the test's name, so a run either always fails or never. */
@DisplayName("Readings of an ordered source")
class OrderedReadingsTest {

  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final int CELLS = 6;
  static final Duration LATENESS = Duration.ofSeconds(8);
  private static final CounterSpec SPEC = CounterSpec.of32().worth(8).atMost(1e7);

  /** Hands in a reading, in one of the ways there are. */
  interface Reading {
    Acceptance into(Source source);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("give the same rates, gaps, scores, alerts and ledger in any order in the lateness")
  void disorderLeavesNoTrace(long seed) {
    List<Reading> readings = readings(seed, 3_000);
    List<Reading> shuffled = shuffled(readings, seed);
    List<String> inOrder = run(readings);
    assertThat(run(shuffled)).as("seed %d", seed).containsExactlyElementsOf(inOrder);
    assertThat(String.join("\n", inOrder))
        .as("seed %d", seed)
        .contains("counter-reset", "counter-first", "counter-duplicate", "rate-high", "late 0")
        .doesNotContain("counter-out_of_order");
  }

  @Test
  @DisplayName("are in flight until their turn has come, and then stored or dropped")
  void inFlight() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source source = engine.source(SourceOptions.of("poller").ordered(LATENESS));
      CounterSeries counter = source.counter(cell(0), Kpi.DOWNLINK_THROUGHPUT, SPEC);
      long start = Micros.of(START);
      accept(counter.record(start + 10_000_000, 1_250));
      accept(counter.record(start + 5_000_000, 0));
      accept(source.series(cell(0), Kpi.JITTER).record(start + 5_000_000, 1));
      assertThat(engine.ledger().inFlight()).isEqualTo(3);
      assertThat(engine.ledger().stored()).isZero();
      source.close();
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  @Test
  @DisplayName("that come later than the lateness are counted as late and make no spike")
  void late() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source source = engine.source(SourceOptions.of("poller").ordered(Duration.ZERO));
      CounterSeries counter = source.counter(cell(0), Kpi.DOWNLINK_THROUGHPUT, SPEC);
      long start = Micros.of(START);
      accept(counter.record(start, 0));
      accept(counter.record(start + 20_000_000, 2_500));
      accept(counter.record(start + 10_000_000, 1_250));
      accept(counter.record(start + 30_000_000, 3_750));
      assertThat(engine.value(cell(0), Kpi.DOWNLINK_THROUGHPUT)).contains(1_000.0);
      assertThat(source.status().ledger().late()).isEqualTo(1);
      assertThat(source.status().ledger().dropped())
          .containsOnlyKeys("counter-first", "counter-out_of_order");
    }
  }

  @Test
  @DisplayName("are dropped with reason if their element is removed while they wait")
  void removed() {
    FakeStore store = new FakeStore();
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      Source source = engine.source(SourceOptions.of("poller").ordered(LATENESS));
      CounterSeries counter = source.counter(cell(0), Kpi.DOWNLINK_THROUGHPUT, SPEC);
      accept(counter.record(Micros.of(START), 0));
      engine.remove(cell(0), DeadLetterTest.ADMIN);
      source.close();
      assertThat(engine.ledger().dropped()).containsOnlyKeys("removed");
      assertThat(engine.ledger().inFlight()).isZero();
    }
  }

  @Test
  @DisplayName("whose rate no value may have are dropped with reason")
  void unmeasurable() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source source = engine.source(SourceOptions.of("poller").ordered(LATENESS));
      CounterSeries counter =
          source.counter(cell(0), Kpi.DOWNLINK_THROUGHPUT, CounterSpec.of64().worth(1e200));
      accept(counter.record(Micros.of(START), 0));
      accept(counter.record(Micros.of(START) + 1_000_000, 1_000));
      source.close();
      assertThat(engine.ledger().dropped()).containsOnlyKeys("counter-first", "absurd-value");
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  // ---- made-up readings ---------------------------------------------------------------------

  /** Makes readings 20 ms to 120 ms apart, in the order of time. */
  static List<Reading> readings(long seed, int count) {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    long[] octets = new long[CELLS];
    long[] booted = new long[CELLS];
    long micros = Micros.of(START);
    java.util.Arrays.setAll(octets, i -> random.nextInt() & 0xFFFF_FFFFL);
    java.util.Arrays.fill(booted, micros - 3_600_000_000L);
    for (int i = 0; i < count; i++) {
      micros += 20_000 + random.nextInt(100_000);
      int cell = random.nextInt(CELLS);
      if (random.nextInt(100) == 0) {
        booted[cell] = micros - 10_000;
        octets[cell] = 0;
      }
      octets[cell] = (octets[cell] + random.nextInt(1_000_000)) & 0xFFFF_FFFFL;
      Reading made = reading(random, cell, micros, octets[cell], (micros - booted[cell]) / 1_000);
      readings.add(made);
      if (random.nextInt(50) == 0) {
        readings.add(made);
      }
    }
    return readings;
  }

  private static Reading reading(Random random, int cell, long micros, long octets, long up) {
    ElementPath path = cell(cell);
    Instant time = Micros.instant(micros);
    double some = random.nextInt(1_000);
    long times = random.nextInt(5);
    return switch (random.nextInt(8)) {
      case 0 ->
          source -> source.accept(RatioReading.of(path, Kpi.PACKET_LOSS, time, (double) times, 90));
      case 1 ->
          source ->
              source.accept(
                  new DistributionReading(
                      path, Kpi.CQI, time, List.of(0.0, 4.0, 16.0), List.of(times, 3L), 1));
      case 2 -> source -> source.series(path, Kpi.ROUND_TRIP_TIME).record(time, some);
      case 3, 4 ->
          source ->
              source.counter(path, Kpi.DOWNLINK_THROUGHPUT, SPEC).record(micros, octets, up, -1);
      default ->
          source ->
              source.accept(
                  new CounterReading(
                      path, Kpi.DOWNLINK_THROUGHPUT, time, octets, 32, 8, up, -1, 1e7));
    };
  }

  /** Shuffles them within 60, so by at most 7.2 s. */
  static List<Reading> shuffled(List<Reading> readings, long seed) {
    Random random = new Random(seed);
    List<Reading> shuffled = new ArrayList<>();
    for (int from = 0; from < readings.size(); from += 60) {
      List<Reading> some =
          new ArrayList<>(readings.subList(from, Math.min(from + 60, readings.size())));
      Collections.shuffle(some, random);
      shuffled.addAll(some);
    }
    return shuffled;
  }

  static QoeEngineBuilder engine() {
    AlertRule high =
        AlertRule.builder(
                "rate-high",
                new Condition.Threshold(
                    Kpi.DOWNLINK_THROUGHPUT,
                    Condition.Comparison.ABOVE,
                    2e7,
                    1e6,
                    Duration.ofSeconds(1)))
            .build();
    return QoeEngine.builder()
        .replaying()
        .shards(5)
        .emitEvery(Duration.ofSeconds(15))
        .rules(new AlertRules(List.of(high)));
  }

  static void feed(Source source, List<Reading> readings) {
    for (Reading each : readings) {
      accept(each.into(source));
    }
  }

  private static List<String> run(List<Reading> readings) {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (QoeEngine engine = engine().start()) {
      engine.onScore(
          score -> told.add(score.element() + " " + score.time() + " " + score.contributions()));
      Source source = engine.source(SourceOptions.of("poller").ordered(LATENESS));
      feed(source, readings);
      assertThat(engine.ledger().inFlight()).isPositive();
      source.close();
      assertThat(engine.flush()).isTrue();
      told.addAll(digest(engine));
      told.add(
          "%s late %d %s"
              .formatted(engine.ledger(), engine.ledger().late(), engine.ledger().dropped()));
      return told;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Tells all that can be seen of the cells. */
  static List<String> digest(QoeEngine engine) {
    List<String> digest = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      ElementPath path = cell(cell);
      digest.add(path + " " + engine.score(path) + " " + engine.score(path).contributions());
      for (Kpi kpi :
          List.of(Kpi.DOWNLINK_THROUGHPUT, Kpi.PACKET_LOSS, Kpi.CQI, Kpi.ROUND_TRIP_TIME)) {
        digest.add(kpi + " " + engine.recent(path, kpi));
      }
      digest.add(String.valueOf(engine.counterEvidence(path, Kpi.DOWNLINK_THROUGHPUT)));
    }
    engine
        .alerts()
        .forEach(alert -> digest.add(alert.id() + " " + alert.history() + " " + alert.evidence()));
    return digest;
  }

  static ElementPath cell(int number) {
    return ElementPath.of("acme/area-%d/cell-%d".formatted(number % 4, number));
  }

  static void accept(Acceptance answer) {
    assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
  }
}
