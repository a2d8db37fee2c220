package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.window.ValueStatistics;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The windows that an engine tells")
@Timeout(120)
class EngineWindowsOrderTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final List<Kpi> KPIS = List.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME, Kpi.JITTER);
  private static final int CELLS = 24;
  private static final int SHUFFLED = 50; // at most 5 s apart
  private static final Duration LATENESS = Duration.ofSeconds(8);

  /** A reading; of a ratio with its whole, else that is 0. */
  private record Reading(ElementPath cell, Kpi kpi, long micros, double value, double whole) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @DisplayName(
      "are the same whatever the number of threads and shards, the batches, and the order within"
          + " the lateness")
  void nothingLeavesATrace(long seed) throws InterruptedException {
    List<Reading> readings = readings(seed, 2_500);
    List<String> alone = ordered(readings, 1, 1, seed);
    assertThat(alone).as("seed %d", seed).hasSizeGreaterThan(500);
    assertThat(alone.stream().map(EngineWindowsOrderTest::name).distinct())
        .containsExactlyInAnyOrder("tumbling", "sliding", "session");
    Random random = new Random(seed);
    for (int threads : List.of(1, 2, 8)) {
      for (int shards : List.of(1, 7, 64)) {
        List<Reading> shuffled = shuffled(readings, random);
        assertThat(ordered(shuffled, threads, shards, random.nextLong()))
            .as("seed %d, %d threads, %d shards", seed, threads, shards)
            .isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 4})
  @DisplayName(
      "of a source without order are the same for any shards and batches, amended ones too")
  void unordered(long seed) throws InterruptedException {
    List<Reading> readings = shuffled(readings(seed, 2_500), new Random(seed));
    readings.removeIf(reading -> reading.whole > 0); // batches are of plain values
    List<String> alone = unordered(readings, 1, 1, seed);
    assertThat(alone.stream().filter(each -> each.contains("revision 1")))
        .as("seed %d", seed)
        .hasSizeGreaterThan(50);
    Random random = new Random(seed);
    for (int shards : List.of(1, 7, 64)) {
      for (int most : List.of(1, 40, 1_000)) {
        assertThat(unordered(readings, shards, most, random.nextLong()))
            .as("seed %d, %d shards, batches of up to %d", seed, shards, most)
            .isEqualTo(alone);
      }
    }
  }

  private static List<Reading> readings(long seed, int count) {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    long micros = Micros.of(START);
    for (int i = 0; i < count; i++) {
      micros += 50_000 + random.nextInt(100_000);
      int cell = random.nextInt(random.nextInt(CELLS) + 1); // the last are silent for long
      ElementPath path =
          ElementPath.of(
              "%s/area-%d/cell-%d".formatted(cell % 5 == 0 ? "other" : "acme", cell % 7, cell));
      Kpi kpi = KPIS.get(random.nextInt(KPIS.size()));
      boolean parts = kpi.equals(Kpi.PACKET_LOSS) && random.nextBoolean();
      double value = parts ? random.nextInt(10) : random.nextDouble();
      readings.add(new Reading(path, kpi, micros, value, parts ? 10 + random.nextInt(500) : 0));
    }
    return readings;
  }

  private static List<Reading> shuffled(List<Reading> readings, Random random) {
    List<Reading> shuffled = new ArrayList<>();
    for (int from = 0; from < readings.size(); from += SHUFFLED) {
      List<Reading> some =
          new ArrayList<>(readings.subList(from, Math.min(from + SHUFFLED, readings.size())));
      Collections.shuffle(some, random);
      shuffled.addAll(some);
    }
    return shuffled;
  }

  private static QoeEngineBuilder builder(int shards, List<ToldWindow> told) {
    Kpi[] kpis = KPIS.toArray(Kpi[]::new);
    Duration kept = Duration.ofMinutes(1);
    return QoeEngine.builder()
        .replaying()
        .shards(shards)
        .emitEvery(Duration.ofSeconds(15))
        .windows(
            "tumbling",
            Windows.of(WindowSpec.tumbling(Duration.ofSeconds(10)))
                .amendable(kept)
                .smoothing(Duration.ofSeconds(30))
                .withPercentiles(),
            kpis)
        .windows(
            "sliding",
            Windows.of(WindowSpec.sliding(Duration.ofSeconds(30), Duration.ofSeconds(5)))
                .lateness(Duration.ofSeconds(2))
                .amendable(kept),
            kpis)
        .windows(
            "session", Windows.of(WindowSpec.session(Duration.ofSeconds(4))).amendable(kept), kpis)
        .onWindow(told::add);
  }

  /** Threads take the readings in turn, each in batches of random size, through ordered sources. */
  private static List<String> ordered(List<Reading> readings, int threads, int shards, long seed)
      throws InterruptedException {
    List<ToldWindow> told = Collections.synchronizedList(new ArrayList<>());
    try (QoeEngine engine = builder(shards, told).start()) {
      List<Source> sources = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        sources.add(engine.source(SourceOptions.of("source " + i).ordered(LATENESS)));
      }
      List<Thread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int own = i;
        Thread thread = new Thread(() -> feed(readings, sources.get(own), own, threads, seed));
        running.add(thread);
        thread.start();
      }
      for (Thread thread : running) {
        thread.join();
      }
      sources.forEach(Source::close);
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().received()).isEqualTo(readings.size());
      assertThat(engine.ledger().late()).isZero();
      assertThat(engine.statistics().valuesLateForWindows()).isZero();
      assertThat(told).noneMatch(ToldWindow::amended);
    }
    return bySeries(told);
  }

  private static void feed(List<Reading> readings, Source source, int own, int threads, long seed) {
    Map<String, Series> handles = new HashMap<>();
    Random naps = new Random(seed + own);
    int at = 0;
    for (int turn = 0; at < readings.size(); turn++) {
      int end = Math.min(readings.size(), at + 1 + new Random(seed + turn).nextInt(40));
      if (turn % threads == own) {
        for (Reading each : readings.subList(at, end)) {
          Acceptance answer =
              each.whole > 0
                  ? source.accept(
                      RatioReading.of(
                          each.cell, each.kpi, Micros.instant(each.micros), each.value, each.whole))
                  : handles
                      .computeIfAbsent(
                          each.kpi + "@" + each.cell, unused -> source.series(each.cell, each.kpi))
                      .record(each.micros, each.value);
          assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
        }
        if (naps.nextInt(4) == 0) {
          LockSupport.parkNanos(naps.nextInt(50_000));
        }
      }
      at = end;
    }
  }

  /** One thread hands all in, in batches of random size. */
  private static List<String> unordered(List<Reading> readings, int shards, int most, long seed)
      throws InterruptedException {
    List<ToldWindow> told = Collections.synchronizedList(new ArrayList<>());
    Random random = new Random(seed);
    try (QoeEngine engine = builder(shards, told).start()) {
      int at = 0;
      while (at < readings.size()) {
        int end = Math.min(readings.size(), at + 1 + random.nextInt(most));
        List<Reading> batch = readings.subList(at, end);
        Series[] series =
            batch.stream().map(each -> engine.series(each.cell, each.kpi)).toArray(Series[]::new);
        long[] micros = batch.stream().mapToLong(Reading::micros).toArray();
        double[] values = batch.stream().mapToDouble(Reading::value).toArray();
        assertThat(engine.record(series, micros, values, 0, end - at)).isEqualTo(end - at);
        at = end;
      }
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
    }
    return bySeries(told);
  }

  /** Those of each series in the order in which they were told. */
  private static List<String> bySeries(List<ToldWindow> told) {
    return told.stream()
        .sorted(
            Comparator.comparing(ToldWindow::name)
                .thenComparing(ToldWindow::element)
                .thenComparing(ToldWindow::kpi))
        .map(EngineWindowsOrderTest::text)
        .toList();
  }

  private static String name(String text) {
    return text.substring(0, text.indexOf(' '));
  }

  private static String text(ToldWindow told) {
    ValueStatistics values = told.values();
    return "%s %s %s %s to %s, revision %d: %d %s %s %s %s %s %s %s %s %s %s %s"
        .formatted(
            told.name(),
            told.element(),
            told.kpi(),
            told.from(),
            told.to(),
            told.window().revision(),
            values.count(),
            values.sum(),
            values.min(),
            values.max(),
            values.standardDeviation(),
            values.first(),
            values.last(),
            values.changePerSecond(),
            values.smoothed(),
            values.percentile(0.5),
            values.percentile(0.95),
            told.ratio());
  }
}
