package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.qoe.api.access.AuditEntry;
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
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An engine with a store")
class StoringTest {

  private static final int MOST = 200_000;

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.ADMIN);

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("stores every measurement once, in order, with numbers that run on")
  void inOrder() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      record(engine, 0, 5_000);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(5_000);
      assertThat(engine.ledger().inFlight()).isZero();
    }
    assertThat(List.copyOf(store.sequences))
        .isEqualTo(LongStream.rangeClosed(1, 5_000).boxed().toList());
    assertThat(store.measured).extracting(Measurement::value).startsWith(0.0, 1.0, 2.0);
    assertThat(store.closed()).isTrue();
  }

  @Test
  @DisplayName("catches up without loss and in order once a failing store recovers")
  void recovers() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      store.down(true);
      record(engine, 0, 4_500);
      store.failed.await();
      assertThat(engine.ledger().inFlight()).isEqualTo(4_500);
      assertThat(engine.ledger().balanced()).isTrue();
      record(engine, 4_500, 5_000);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(5_000);
    }
    assertThat(store.measured)
        .extracting(Measurement::value)
        .isEqualTo(LongStream.range(0, 5_000).mapToObj(i -> (double) i).toList());
  }

  @Test
  @DisplayName("announces once that the store begins to fail, and once that it works again")
  void announcesHealth() throws InterruptedException {
    List<EngineEvent.SystemStatus> heard = new ArrayList<>();
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      engine.events().subscribe(EngineEvent.SystemStatus.class, heard::add);
      record(engine, 0, 10);
      assertThat(engine.flush()).isTrue();
      store.down(true);
      record(engine, 10, 5_010);
      store.failed.await();
      assertThat(engine.storeTrouble()).contains("the disk is full");
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.storeTrouble()).isEmpty();
    }
    Instant newest = START.plusSeconds(5_009);
    assertThat(heard)
        .extracting(
            EngineEvent.SystemStatus::component,
            EngineEvent.SystemStatus::healthy,
            EngineEvent.SystemStatus::text)
        .containsExactly(
            tuple("store", false, "the disk is full"),
            tuple("store", true, "the store works again"));
    assertThat(heard)
        .extracting(EngineEvent.SystemStatus::at)
        .allMatch(at -> !at.isBefore(START.plusSeconds(9)) && !at.isAfter(newest));
  }

  @Test
  @DisplayName("asks to retry later when the backlog is full, and takes more once it is stored")
  void backlog() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      store.down(true);
      record(engine, 0, MOST);
      Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      assertThat(rtt.record(START, 1)).isEqualTo(Acceptance.RETRY_LATER);
      assertThat(engine.ledger().received()).isEqualTo(MOST);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(rtt.record(START, 1)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.ledger().balanced()).isTrue();
    }
    assertThat(store.measured).hasSize(MOST + 1);
  }

  @Test
  @DisplayName("gives up in the end on a store that stays down, and says how much was lost")
  void givesUp() {
    Account account = account();
    StoreWriter writer = new StoreWriter(store, MOST, false, 0);
    writer.start((healthy, text) -> {});
    store.down(true);
    for (int i = 0; i < 9_000; i++) {
      account.accepted(0);
      writer.add(Measurement.of(CELL, Kpi.ROUND_TRIP_TIME, START, i), account);
    }
    writer.close();
    writer.close();
    assertThat(account.ledger(true).dropped()).isEqualTo(Map.of("store-unavailable", 9_000L));
    assertThat(account.ledger(true).balanced()).isTrue();
    assertThat(account.ledger(true).inFlight()).isZero();
    assertThat(store.closed()).isTrue();
  }

  @Test
  @DisplayName("accounts for everything even when closing is interrupted")
  void interruptedClose() {
    Account account = account();
    StoreWriter writer = new StoreWriter(store, MOST, false);
    writer.start((healthy, text) -> {});
    store.down(true);
    for (int i = 0; i < 3_000; i++) {
      account.accepted(0);
      writer.add(Measurement.of(CELL, Kpi.ROUND_TRIP_TIME, START, i), account);
    }
    Thread.currentThread().interrupt();
    writer.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(account.ledger(true).dropped()).isEqualTo(Map.of("store-unavailable", 3_000L));
  }

  @Test
  @DisplayName("asks once who waits for an answer and throws, and goes on storing")
  void throwingAnswer() throws InterruptedException {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      List<Acceptance> answers = new CopyOnWriteArrayList<>();
      record(engine, 0, 10);
      engine
          .sink()
          .whenDurable(
              answer -> {
                answers.add(answer);
                throw new AssertionError("the host's callback");
              });
      CountDownLatch next = new CountDownLatch(1);
      engine.sink().whenDurable(answer -> next.countDown());
      assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(answers).containsExactly(Acceptance.ACCEPTED);
      assertThat(engine.storeTrouble()).isEmpty();
    }
  }

  @Test
  @DisplayName("stores what is on its way when it closes")
  void closeStores() {
    QoeEngine engine = QoeEngine.builder().replaying().store(store).start();
    record(engine, 0, 100);
    engine.close();
    assertThat(store.measured).hasSize(100);
    assertThat(engine.ledger().stored()).isEqualTo(100);
  }

  @Test
  @DisplayName("stores elements, scores of periods and an audit entry for each change")
  void otherThings() {
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN);
      record(engine, 0, 200);
      engine.remove(CELL, ADMIN);
    }
    assertThat(store.declared).isEmpty();
    assertThat(store.audited)
        .extracting(entry -> entry.principal() + " " + entry.action() + " " + entry.subject())
        .containsExactly("ann element.save " + CELL, "ann element.remove " + CELL);
    assertThat(store.scored)
        .extracting(Score::element)
        .contains(CELL, ElementPath.of("acme/cork"), ElementPath.of("acme"));
    assertThat(store.scored)
        .extracting(Score::time)
        .isSubsetOf(List.of(START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180)));
  }

  @Test
  @DisplayName("keeps the newest scores and every audit entry of a long time without the store")
  void scoresBounded() throws InterruptedException {
    StoreWriter writer = new StoreWriter(store, MOST, true);
    store.down(true);
    writer.start((healthy, text) -> {});
    int entries = 300;
    long scores = 3L * StoreWriter.MOST_SCORES;
    for (int i = 0; i < scores; i++) {
      if (i % (scores / entries) == 0) {
        writer.then(
            to -> to.audit().append(new AuditEntry(START, "ann", CELL.tenant(), "test", "x", "")));
      }
      writer.add(Score.unknown(CELL, START.plusSeconds(i)));
      assertThat(writer.waitingScores()).isLessThanOrEqualTo(StoreWriter.MOST_SCORES);
    }
    assertThat(writer.scoresGivenUp()).isPositive();
    store.down(false);
    assertThat(writer.flush(60, TimeUnit.SECONDS)).isTrue();
    assertThat(writer.waitingScores()).isZero();
    assertThat(store.audited).hasSize(entries);
    assertThat(store.scored.size() + writer.scoresGivenUp()).isEqualTo(scores);
    assertThat(store.scored)
        .extracting(Score::time)
        .isSorted()
        .endsWith(START.plusSeconds(scores - 1));
    writer.close();
  }

  private static void record(QoeEngine engine, int from, int to) {
    Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
    for (int i = from; i < to; i++) {
      assertThat(rtt.record(START.plusSeconds(i), i)).isEqualTo(Acceptance.ACCEPTED);
    }
  }

  private static Account account() {
    EngineSettings settings =
        new EngineSettings(
            ScoringModel.of(KpiCatalog.standard()),
            AlertRules.none(),
            InstantSource.system(),
            true,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            1,
            new EngineSettings.Limits(MOST, MOST, Long.MAX_VALUE, Map.of(), 0),
            Map.of(),
            DeclaredWindows.none());
    Announcer announcer = new Announcer();
    announcer.close();
    EngineCore core = new EngineCore(settings, announcer, null, null);
    return new Account(core.local(), CELL.tenant(), null);
  }
}
