package dev.qoe.core.engine;

import static dev.qoe.core.engine.OrderedReadingsTest.LATENESS;
import static dev.qoe.core.engine.OrderedReadingsTest.START;
import static dev.qoe.core.engine.OrderedReadingsTest.accept;
import static dev.qoe.core.engine.OrderedReadingsTest.cell;
import static dev.qoe.core.engine.OrderedReadingsTest.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.Series;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.service.web.WebKpiModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All is drawn from the seed in the test's name, but when the store is served. */
@DisplayName("After a crash, what ordered sources sent")
class OrderedCrashTest {

  private static final Kpi RATE = Kpi.DOWNLINK_THROUGHPUT;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final SourceOptions POLLER = SourceOptions.of("poller").ordered(LATENESS);

  @TempDir private Path folder;

  /** What is told at the end, and what was stored. */
  private record End(List<String> digest, List<String> stored, long late) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("counts as if there had been none, readings of counters too, and is stored once")
  void noTrace(long seed) throws Exception {
    List<OrderedReadingsTest.Reading> readings =
        OrderedReadingsTest.shuffled(OrderedReadingsTest.readings(seed, 3_000), seed);
    Random random = new Random(seed);
    int first = 500 + random.nextInt(800);
    int second = first + 500 + random.nextInt(800);
    End whole = lives(readings, "whole");
    End crashed = lives(readings, "crashed", first, second);
    assertThat(crashed.digest).as("seed %d", seed).containsExactlyElementsOf(whole.digest);
    assertThat(crashed.stored).as("seed %d", seed).containsExactlyElementsOf(whole.stored);
    assertThat(crashed.late).as("seed %d", seed).isZero();
  }

  /** Lets sources hand in readings in turn, with a crash at each cut. */
  private End lives(List<OrderedReadingsTest.Reading> readings, String name, int... cuts)
      throws Exception {
    FakeStore store = new FakeStore();
    Path journal = folder.resolve(name);
    int from = 0;
    for (int cut : cuts) {
      Path next = folder.resolve(name + cut);
      FakeStore same = new FakeStore();
      try (QoeEngine engine = engine(journal, store)) {
        Map<String, Source> sources = new HashMap<>();
        feed(engine, sources, readings, from, (from + cut) / 2);
        assertThat(engine.flush()).isTrue();
        feed(engine, sources, readings, (from + cut) / 2, cut);
        assertThat(engine.awaitDurable(LONG)).isTrue();
        assertThat(engine.ledger().balanced()).isTrue();
        store.down(true);
        EngineJournalTest.copy(journal, next);
        same.takeFrom(store, store.measured.size());
        store.down(false);
      }
      store = same;
      journal = next;
      from = cut;
    }
    try (QoeEngine engine = engine(journal, store)) {
      Map<String, Source> sources = new HashMap<>();
      feed(engine, sources, readings, from, readings.size());
      sources.values().forEach(Source::close);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(engine.ledger().balanced()).isTrue();
      return new End(digest(engine), stored(store), engine.ledger().late());
    }
  }

  private static List<String> stored(FakeStore store) {
    return store.measured.stream()
        .map(m -> m.kpi() + " " + m.element() + " " + m.time() + " " + m.value())
        .sorted()
        .toList();
  }

  /** Two sources hand in in turn, and now and then a third one for a while. */
  private static void feed(
      QoeEngine engine,
      Map<String, Source> sources,
      List<OrderedReadingsTest.Reading> readings,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      boolean visited = i % 700 >= 350 && i % 700 < 450;
      Source visitor = sources.get("visitor");
      if (visitor != null && !visited) {
        visitor.close();
        sources.remove("visitor");
      }
      String name = visited && i % 5 < 2 ? "visitor" : i % 2 == 0 ? "poller" : "other";
      for (String each : List.of("poller", "other", name)) {
        sources.computeIfAbsent(
            each, unused -> engine.source(SourceOptions.of(each).ordered(LATENESS)));
      }
      accept(readings.get(i).into(Objects.requireNonNull(sources.get(name))));
    }
  }

  private static QoeEngine engine(Path journal, FakeStore store) {
    return OrderedReadingsTest.engine().journal(journal).store(store).start();
  }

  @Test
  @DisplayName("waits for its turn until its source is added again and goes on")
  void waits() throws Exception {
    Path crashed = folder.resolve("crashed");
    AtomicReference<Instant> time = new AtomicReference<>(START.plusSeconds(20));
    try (QoeEngine engine =
        QoeEngine.builder().clock(time::get).journal(folder.resolve("live")).start()) {
      Series series = engine.source(POLLER).series(cell(0), Kpi.JITTER);
      accept(series.record(START.plusSeconds(10), 30));
      accept(series.record(START.plusSeconds(5), 20));
      accept(engine.series(cell(0), Kpi.JITTER).record(START.plusSeconds(300), 99)); // ahead
      assertThat(engine.awaitDurable(LONG)).isTrue();
      EngineJournalTest.copy(folder.resolve("live"), crashed);
    }
    try (QoeEngine engine = QoeEngine.builder().clock(time::get).journal(crashed).start()) {
      assertThat(engine.value(cell(0), Kpi.JITTER)).isEmpty();
      engine.tick();
      assertThat(engine.value(cell(0), Kpi.JITTER)).isEmpty();
      Source again = engine.source(POLLER);
      accept(again.series(cell(0), Kpi.JITTER).record(START.plusSeconds(3), 10));
      again.close();
      assertThat(engine.recent(cell(0), Kpi.JITTER).orElseThrow().max()).isEqualTo(30);
      assertThat(engine.recent(cell(0), Kpi.JITTER).orElseThrow().count()).isEqualTo(3);
      assertThat(engine.ledger().late()).isZero();
      time.set(START.plusSeconds(300));
      engine.tick();
      assertThat(engine.recent(cell(0), Kpi.JITTER).orElseThrow().max()).isEqualTo(99);
    }
    try (QoeEngine engine = QoeEngine.builder().clock(time::get).journal(crashed).start()) {
      assertThat(engine.recent(cell(0), Kpi.JITTER).orElseThrow().max())
          .as("all sources were closed")
          .isEqualTo(99);
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("is judged if its source is added as one that is not ordered, or counts as idle")
  void notAddedAgain() throws Exception {
    Path crashed = folder.resolve("crashed");
    Path again = folder.resolve("again");
    SourceOptions hasty = POLLER.idleAfter(Duration.ofMillis(1));
    try (QoeEngine engine =
        QoeEngine.builder().replaying().journal(folder.resolve("live")).start()) {
      accept(engine.source(hasty).series(cell(0), Kpi.JITTER).record(START, 30));
      assertThat(engine.awaitDurable(LONG)).isTrue();
      EngineJournalTest.copy(folder.resolve("live"), crashed);
      EngineJournalTest.copy(folder.resolve("live"), again);
    }
    try (QoeEngine engine = QoeEngine.builder().replaying().journal(crashed).start()) {
      assertThat(engine.value(cell(0), Kpi.JITTER)).isEmpty();
      engine.source(SourceOptions.of("poller"));
      assertThat(engine.value(cell(0), Kpi.JITTER)).contains(30.0);
    }
    try (QoeEngine engine = QoeEngine.builder().replaying().journal(again).start()) {
      while (engine.value(cell(0), Kpi.JITTER).isEmpty()) {
        engine.tick();
      }
      assertThat(engine.value(cell(0), Kpi.JITTER)).contains(30.0);
      assertThat(engine.ledger().inFlight()).isZero();
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("gives the rate of a reading once, even if others were waited for less before")
  void onceOnly() throws Exception {
    Path crashed = folder.resolve("crashed");
    Instant now = START.plusSeconds(60);
    SourceOptions idle = SourceOptions.of("idle").ordered(LATENESS);
    FakeStore store = new FakeStore();
    FakeStore same = new FakeStore();
    try (QoeEngine engine =
        QoeEngine.builder().clock(() -> now).journal(folder.resolve("live")).store(store).start()) {
      engine.source(idle.idleAfter(Duration.ofMillis(1)));
      Source poller = engine.source(POLLER);
      CounterSeries counter = poller.counter(cell(0), RATE, CounterSpec.of64());
      accept(counter.record(Micros.of(START), 0));
      accept(counter.record(Micros.of(START.plusSeconds(10)), 1_000));
      accept(poller.series(cell(0), Kpi.JITTER).record(now, 1));
      while (engine.value(cell(0), RATE).isEmpty()) {
        engine.tick();
      }
      assertThat(engine.flush()).isTrue();
      EngineJournalTest.copy(folder.resolve("live"), crashed);
      same.takeFrom(store, store.measured.size());
    }
    try (QoeEngine engine =
        QoeEngine.builder().clock(() -> now).journal(crashed).store(same).start()) {
      assertThat(engine.value(cell(0), RATE)).as("was judged").contains(100.0);
      assertThat(engine.ledger().balanced()).isTrue();
      engine.source(idle).close();
      Source poller = engine.source(POLLER);
      accept(
          poller
              .counter(cell(0), RATE, CounterSpec.of64())
              .record(Micros.of(START.plusSeconds(20)), 2_000));
      poller.close();
      assertThat(engine.recent(cell(0), RATE).orElseThrow().count()).isEqualTo(2);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().dropped()).isEmpty();
      assertThat(engine.ledger().balanced()).isTrue();
      assertThat(engine.ledger().inFlight()).isZero();
    }
    assertThat(same.measured).filteredOn(m -> m.kpi().equals(RATE)).hasSize(2);
  }

  @Test
  @Timeout(20)
  @DisplayName("is not judged anew where it was judged: what is derived of it counts once")
  void derivedOnce() throws Exception {
    Path crashed = folder.resolve("crashed");
    SourceOptions hasty =
        SourceOptions.of("hasty").ordered(LATENESS).idleAfter(Duration.ofMillis(1));
    try (QoeEngine engine =
        QoeEngine.builder().clock(() -> START).journal(folder.resolve("live")).start()) {
      engine.derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME);
      Source source = engine.source(hasty);
      accept(source.series(cell(0), Kpi.DOWNLINK_THROUGHPUT).record(START, 5));
      accept(source.series(cell(0), Kpi.ROUND_TRIP_TIME).record(START, 50));
      while (engine.value(cell(0), Kpi.WEB_MOS).isEmpty()) {
        engine.tick();
      }
      assertThat(engine.awaitDurable(LONG)).isTrue();
      EngineJournalTest.copy(folder.resolve("live"), crashed);
    }
    try (QoeEngine engine = QoeEngine.builder().clock(() -> START).journal(crashed).start()) {
      engine.derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME);
      assertThat(engine.value(cell(0), Kpi.ROUND_TRIP_TIME)).contains(50.0);
      assertThat(engine.recent(cell(0), Kpi.WEB_MOS).orElseThrow().count()).isEqualTo(1);
      engine.source(hasty).close();
      assertThat(engine.recent(cell(0), Kpi.WEB_MOS).orElseThrow().count()).isEqualTo(1);
      assertThat(engine.ledger().received()).isEqualTo(3);
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(engine.sources())
          .hasEntrySatisfying("hasty", of -> assertThat(of.ledger().received()).isEqualTo(2));
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("stays in the journal until it has had its turn, however old it is")
  void keepsWhatWaits() throws Exception {
    AtomicReference<Instant> time = new AtomicReference<>(START);
    Path first = folder.resolve("journal-000000000001.qoj");
    JournalOptions small = JournalOptions.builder().segmentBytes(100_000).build();
    try (QoeEngine engine = QoeEngine.builder().clock(time::get).journal(folder, small).start()) {
      Source slow = engine.source(SourceOptions.of("slow").ordered(LATENESS));
      Source poller = engine.source(POLLER);
      accept(poller.counter(cell(0), RATE, CounterSpec.of64()).record(Micros.of(START), 0));
      Series other = engine.series(cell(0), Kpi.JITTER);
      for (int i = 0; i < 20_000; i++) {
        accept(other.record(START, 1));
        if (i % 1_000 == 0) {
          assertThat(engine.awaitDurable(LONG)).isTrue();
        }
      }
      assertThat(folder.resolve("journal-000000000003.qoj")).exists();
      awaitTrim(engine, 1);
      time.set(START.plusSeconds(3_600));
      awaitTrim(engine, 2);
      awaitTrim(engine, 3);
      assertThat(first).exists();
      slow.close();
      poller.close();
      while (Files.exists(first)) {
        Thread.onSpinWait();
      }
      assertThat(engine.ledger().dropped()).containsOnlyKeys("counter-first");
    }
  }

  /** Waits until the journal was looked through once more: dead letters are written after that. */
  private void awaitTrim(QoeEngine engine, int letters) throws Exception {
    engine.sink().reject("made-up", "line " + letters, "to be written");
    Path file = folder.resolve("dead-letters.jsonl");
    while (!Files.exists(file) || Files.readAllLines(file).size() < letters) {
      Thread.onSpinWait();
    }
  }
}
