package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An engine with ordered sources")
class OrderTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final List<Kpi> KPIS =
      List.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME, Kpi.JITTER, Kpi.LTE_RSRP);
  private static final int CELLS = 24;

  private record Reading(ElementPath cell, Kpi kpi, long micros, double value, double quality) {}

  /** What one run let be heard: scores in order, alerts in order, the last scores, the ledger. */
  private record Run(List<String> scores, List<String> alerts, List<String> last, String ledger) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("gives the same scores, alerts and windows for any number of threads and shards")
  void threadsLeaveNoTrace(long seed) throws InterruptedException {
    List<Reading> readings = readings(seed, 6_000);
    Run alone = run(readings, 1, 1, seed);
    assertThat(alone.scores).as("seed %d", seed).hasSizeGreaterThan(100);
    assertThat(alone.alerts).as("seed %d", seed).isNotEmpty();
    for (int threads : List.of(1, 2, 8)) {
      for (int shards : List.of(1, 7, 64)) {
        assertSame(
            run(readings, threads, shards, seed * 31 + threads),
            alone,
            "seed %d, %d threads, %d shards".formatted(seed, threads, shards));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  @DisplayName("gives the same for what comes out of order, within the lateness it was given")
  void disorderLeavesNoTrace(long seed) throws InterruptedException {
    List<Reading> readings = readings(seed, 4_000);
    Run inOrder = run(readings, 1, 8, seed);
    List<Reading> shuffled = new ArrayList<>();
    Random random = new Random(seed);
    for (int from = 0; from < readings.size(); from += 50) { // at most 5 s apart
      List<Reading> some =
          new ArrayList<>(readings.subList(from, Math.min(from + 50, readings.size())));
      Collections.shuffle(some, random);
      shuffled.addAll(some);
    }
    assertThat(shuffled).isNotEqualTo(readings);
    assertSame(run(shuffled, 1, 8, seed), inOrder, "seed " + seed);
    assertSame(run(shuffled, 4, 3, seed), inOrder, "seed %d, 4 threads".formatted(seed));
  }

  @Test
  @DisplayName("counts what comes later than that as late, and stores it all the same")
  void tooLate() {
    FakeStore store = new FakeStore();
    ElementPath cell = ElementPath.of("acme/a/cell");
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      Source probe = engine.source(SourceOptions.of("probe").ordered(Duration.ofSeconds(10)));
      Series rtt = probe.series(cell, Kpi.ROUND_TRIP_TIME);
      assertThat(rtt.record(START, 10)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(rtt.record(START.plusSeconds(60), 20)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(rtt.record(START.plusSeconds(49), 30)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(probe.status().ledger().late()).isEqualTo(1);
      assertThat(rtt.record(START.plusSeconds(55), 40)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(probe.status().ledger().late()).isEqualTo(1);
    }
    assertThat(store.measured).hasSize(4);
    assertThat(store.measured.stream().filter(m -> !m.flags().isEmpty())).hasSize(1);
  }

  @Test
  @DisplayName("waits for the slowest source until that is closed")
  void slowest() {
    ElementPath cell = ElementPath.of("acme/a/cell");
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source fast = engine.source(SourceOptions.of("fast").ordered(Duration.ZERO));
      Source slow = engine.source(SourceOptions.of("slow").ordered(Duration.ZERO));
      Series rtt = fast.series(cell, Kpi.ROUND_TRIP_TIME);
      var taken = rtt.record(START, 10);
      assertThat(taken).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.value(cell, Kpi.ROUND_TRIP_TIME)).isEmpty();
      assertThat(engine.statistics().lagSeconds()).isZero();
      slow.close();
      assertThat(engine.value(cell, Kpi.ROUND_TRIP_TIME)).contains(10.0);
    }
  }

  private static void assertSame(Run run, Run other, String where) {
    assertThat(run.alerts).as(where).containsExactlyElementsOf(other.alerts);
    assertThat(run.last).as(where).containsExactlyElementsOf(other.last);
    assertThat(run.scores).as(where).containsExactlyElementsOf(other.scores);
    assertThat(run.ledger).as(where).isEqualTo(other.ledger);
  }

  private static List<Reading> readings(long seed, int count) {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    long micros = Micros.of(START);
    for (int i = 0; i < count; i++) {
      micros += 50_000 + random.nextInt(100_000);
      int cell = random.nextInt(CELLS);
      ElementPath path =
          ElementPath.of(
              "%s/area-%d/cell-%d".formatted(cell % 5 == 0 ? "other" : "acme", cell % 7, cell));
      Kpi kpi = KPIS.get(random.nextInt(KPIS.size()));
      double value =
          switch (KPIS.indexOf(kpi)) {
            case 0 -> random.nextInt(4) == 0 ? random.nextDouble() : 0.001;
            case 3 -> -70 - 50 * random.nextDouble();
            default -> 0.2 * random.nextDouble();
          };
      double quality = random.nextInt(3) == 0 ? random.nextDouble() : 1;
      readings.add(new Reading(path, kpi, micros, value, quality));
    }
    return readings;
  }

  /** Threads take the readings in turn, each in batches of its own random size. */
  private static Run run(List<Reading> readings, int threads, int shards, long seed)
      throws InterruptedException {
    AlertRule loss =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 0.3, 0.1, Duration.ofSeconds(20)))
            .build();
    List<String> scores = Collections.synchronizedList(new ArrayList<>());
    List<String> alerts = Collections.synchronizedList(new ArrayList<>());
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .shards(shards)
            .rules(new AlertRules(List.of(loss)))
            .emitEvery(Duration.ofSeconds(15))
            .start()) {
      engine
          .events()
          .subscribe(
              EngineEvent.ScoreChanged.class,
              event ->
                  scores.add(
                      event.score().element()
                          + " "
                          + event.score().time()
                          + " "
                          + event.score().value()
                          + " "
                          + event.score().confidence()
                          + " "
                          + event.score().contributions()));
      engine.onAlert(
          alert -> alerts.add(alert.id() + " " + alert.history() + " " + alert.evidence()));
      List<Source> sources = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        sources.add(engine.source(SourceOptions.of("source " + i).ordered(Duration.ofSeconds(8))));
      }
      List<Thread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int own = i;
        Thread thread =
            new Thread(() -> feed(readings, sources.get(own), own, threads, new Random(seed)));
        running.add(thread);
        thread.start();
      }
      for (Thread thread : running) {
        thread.join();
      }
      sources.forEach(Source::close);
      assertThat(engine.flush()).isTrue();
      List<String> last = new ArrayList<>();
      for (int cell = 0; cell < CELLS; cell++) {
        ElementPath path =
            ElementPath.of(
                "%s/area-%d/cell-%d".formatted(cell % 5 == 0 ? "other" : "acme", cell % 7, cell));
        last.add(path + " " + engine.score(path) + " " + engine.score(path).contributions());
        for (Kpi kpi : KPIS) {
          last.add(kpi + " " + engine.recent(path, kpi));
        }
      }
      last.add(engine.score(ElementPath.of("acme")).contributions().toString());
      last.add(String.valueOf(engine.state(ElementPath.of("acme")).health()));
      return new Run(scores, alerts, last, engine.ledger().toString());
    }
  }

  private static void feed(
      List<Reading> readings, Source source, int own, int threads, Random random) {
    Map<String, Series> handles = new HashMap<>();
    int at = 0;
    for (int turn = 0; at < readings.size(); turn++) {
      int size = 1 + new Random(turn).nextInt(40); // the same cuts for all threads
      int end = Math.min(readings.size(), at + size);
      if (turn % threads == own) {
        for (Reading each : readings.subList(at, end)) {
          Series series =
              handles.computeIfAbsent(
                  each.kpi + "@" + each.cell, unused -> source.series(each.cell, each.kpi));
          Acceptance answer = series.record(each.micros, each.value, each.quality);
          assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
        }
        if (random.nextInt(4) == 0) {
          LockSupport.parkNanos(random.nextInt(50_000));
        }
      }
      at = end;
    }
    assertThat(source.accept(Event.of(ElementPath.of("acme/x"), "end", START, "")))
        .isNotEqualTo(Acceptance.RETRY_LATER);
  }
}
