package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Listening to an engine, and closing it")
@Timeout(60)
class ListeningTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.ADMIN);

  @Test
  @DisplayName("survives a listener that throws, even an error")
  void throwing() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      List<Double> heard = new ArrayList<>();
      engine
          .events()
          .subscribe(
              EngineEvent.KpiUpdated.class,
              event -> {
                throw new IllegalStateException("broken listener");
              });
      engine
          .events()
          .subscribe(
              EngineEvent.KpiUpdated.class,
              event -> {
                throw new NoClassDefFoundError("broken plugin");
              });
      engine
          .events()
          .subscribe(EngineEvent.KpiUpdated.class, event -> heard.add(event.measurement().value()));
      record(engine, 3);
      assertThat(engine.flush()).isTrue();
      assertThat(heard).containsExactly(0.0, 1.0, 2.0);
    }
  }

  @Test
  @DisplayName("lets a slow listener call back into an engine that announces more than fits")
  void callsBack() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      CountDownLatch full = new CountDownLatch(1);
      AtomicInteger heard = new AtomicInteger();
      engine
          .events()
          .subscribe(
              EngineEvent.KpiUpdated.class,
              event -> {
                awaitQuietly(full);
                assertThat(engine.score(CELL).element()).isEqualTo(CELL);
                heard.incrementAndGet();
              });
      Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      int accepted = 0;
      while (rtt.record(START.plusMillis(accepted), 1) == Acceptance.ACCEPTED) {
        accepted++;
      }
      assertThat(accepted).isGreaterThan(65_000);
      full.countDown();
      Measurement next = Measurement.of(CELL, Kpi.ROUND_TRIP_TIME, START, 1);
      assertThat(engine.sink().accept(next)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.flush()).isTrue();
      assertThat(heard).hasValue(accepted + 1);
    }
  }

  @Test
  @DisplayName("keeps the newest score of each element at hand for a listener that falls behind")
  void slowListenerToScores() throws InterruptedException {
    try (Announcer announcer = new Announcer()) {
      CountDownLatch full = new CountDownLatch(1);
      List<Score> heard = Collections.synchronizedList(new ArrayList<>());
      announcer.subscribe(
          EngineEvent.ScoreChanged.class,
          event -> {
            awaitQuietly(full);
            heard.add(event.score());
          });
      int elements = 10;
      int scores = 200_000;
      for (int i = 0; i < scores; i++) {
        ElementPath element = CELL.child("c" + i % elements);
        announcer.announce(
            new EngineEvent.ScoreChanged(Score.unknown(element, START.plusSeconds(i))));
      }
      assertThat(announcer.waiting()).isBetween(65_536, 65_536 + elements);
      full.countDown();
      assertThat(announcer.flush(60, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.size() + announcer.scoresSkipped()).isEqualTo(scores);
      assertThat(heard.subList(heard.size() - elements, heard.size()))
          .extracting(Score::time)
          .allMatch(time -> !time.isBefore(START.plusSeconds(scores - elements)));
      assertThat(heard.stream().filter(score -> score.element().equals(CELL.child("c3"))))
          .extracting(Score::time)
          .isSorted();
    }
  }

  @Test
  @DisplayName("lets a listener record, and even close the engine")
  void recordsAndCloses() throws InterruptedException {
    QoeEngine engine = QoeEngine.builder().replaying().start();
    CountDownLatch closed = new CountDownLatch(1);
    Series jitter = engine.series(CELL, Kpi.JITTER);
    engine.onScore(
        score -> {
          jitter.record(START, 7);
          engine.close();
          closed.countDown();
        });
    record(engine, 60);
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    var taken = rtt.record(START.plusSeconds(60), 60); // ends the first period; a race with closing
    assertThat(taken).isNotEqualTo(Acceptance.RETRY_LATER);
    closed.await();
    assertThat(engine.value(CELL, Kpi.JITTER)).isPresent();
    assertThat(jitter.record(START, 7)).isEqualTo(Acceptance.REFUSED);
  }

  @Test
  @DisplayName("tells what was announced before the engine closed, and nothing to those who left")
  void lastWords() {
    List<Double> heard = Collections.synchronizedList(new ArrayList<>());
    List<Double> gone = Collections.synchronizedList(new ArrayList<>());
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      engine
          .events()
          .subscribe(EngineEvent.KpiUpdated.class, event -> heard.add(event.measurement().value()));
      engine
          .events()
          .subscribe(EngineEvent.KpiUpdated.class, event -> gone.add(event.measurement().value()))
          .close();
      record(engine, 1_000);
    }
    assertThat(heard).hasSize(1_000);
    assertThat(gone).isEmpty();
  }

  @Test
  @DisplayName("announces scores at the ends of periods, and once across a gap of days")
  void periods() throws InterruptedException {
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .window(Duration.ZERO)
            .emitEvery(Duration.ofMinutes(1))
            .start()) {
      List<Score> scores = Collections.synchronizedList(new ArrayList<>());
      engine.onScore(
          score -> {
            if (score.element().equals(CELL)) {
              scores.add(score);
            }
          });
      Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      rtt.record(START, 30);
      rtt.record(START.plusSeconds(59), 30);
      rtt.record(START.plusSeconds(60), 800);
      rtt.record(START.plusSeconds(61), 800);
      rtt.record(START.plus(Duration.ofDays(3)).plusSeconds(5), 800);
      engine.flush();
      assertThat(scores)
          .extracting(Score::time)
          .containsExactly(
              START.plusSeconds(60), START.plusSeconds(120), START.plus(Duration.ofDays(3)));
      assertThat(scores.get(0).value()).isEqualTo(100);
      assertThat(scores.get(1).value()).isZero();
      assertThat(scores.get(2).known()).isFalse();
    }
  }

  @Test
  @DisplayName("ends all threads")
  void threads() {
    FakeStore store = new FakeStore();
    QoeEngine engine = QoeEngine.builder().store(store).start();
    engine.series(CELL, Kpi.JITTER).record(Instant.now(), 5);
    assertThat(threadNames()).contains("qoe-store", "qoe-announcer", "qoe-ticker");
    engine.close();
    engine.close();
    assertThat(threadNames()).noneMatch(name -> name.startsWith("qoe-"));
  }

  @Test
  @DisplayName("neither hangs nor loses count after it was closed, and still answers")
  void afterClose() throws InterruptedException {
    QoeEngine engine = QoeEngine.builder().replaying().store(new FakeStore()).start();
    Series jitter = engine.series(CELL, Kpi.JITTER);
    jitter.record(START, 5);
    engine.close();
    assertThat(jitter.record(START, 5)).isEqualTo(Acceptance.REFUSED);
    assertThat(engine.sink().accept(Measurement.of(CELL, Kpi.JITTER, START, 5)))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.sink().accept(NetworkElement.builder(CELL, "cell").build()))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.ledger().rejected()).containsEntry("closed", 2L);
    assertThat(engine.ledger().balanced()).isTrue();
    assertThat(engine.score(CELL).value()).isEqualTo(100);
    assertThat(engine.flush()).isTrue();
    engine.tick();
    assertThatThrownBy(() -> engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static void record(QoeEngine engine, int count) {
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    for (int i = 0; i < count; i++) {
      assertThat(rtt.record(START.plusSeconds(i), i)).isEqualTo(Acceptance.ACCEPTED);
    }
  }

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
