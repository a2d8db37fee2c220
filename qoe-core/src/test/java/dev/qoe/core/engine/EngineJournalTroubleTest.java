package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.CELL;
import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static dev.qoe.core.engine.EngineJournalTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Series;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.meter.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine whose journal cannot go on")
class EngineJournalTroubleTest {

  @TempDir private Path folder;

  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("asks to retry later once the journal is full, says so, and goes on afterwards")
  void full() throws Exception {
    JournalOptions small =
        JournalOptions.builder()
            .segmentBytes(64 * 1024)
            .pendingBytes(1024 * 1024)
            .mostBytes(64 * 1024 + 1024 * 1024)
            .retryPause(Duration.ofMillis(1))
            .build();
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .store(store)
            .mostWaiting(1_000)
            .journal(folder, small)
            .start()) {
      store.down(true);
      Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      int taken = 0;
      boolean full = false;
      while (!full) {
        Acceptance answer = rtt.record(START.plusSeconds(taken), 1);
        taken += answer == Acceptance.ACCEPTED ? 1 : 0;
        assertThat(taken).isLessThan(200_000);
        full = answer == Acceptance.RETRY_LATER && !journal(engine).reasons().isEmpty();
      }
      assertThat(journal(engine).toString()).contains("let the store catch up, or raise mostBytes");
      assertThat(engine.ledger().received()).isEqualTo(taken);
      store.down(false);
      assertThat(engine.flush()).isTrue();
      accept(rtt, taken, 1);
      assertThat(engine.flush()).isTrue();
      assertThat(journal(engine).reasons()).isEmpty();
      assertThat(engine.ledger().stored()).isEqualTo(taken + 1);
      assertThat(engine.ledger().inFlight()).isZero();
      assertThat(store.measured).hasSize(taken + 1);
    }
  }

  @Test
  @DisplayName(
      "acknowledges nothing once its folder is removed, says so, and goes on with a new one")
  void folderRemoved() throws Exception {
    Path journal = folder.resolve("journal");
    JournalOptions quick = JournalOptions.builder().retryPause(Duration.ofMillis(1)).build();
    try (QoeEngine engine =
        QoeEngine.builder().replaying().store(store).journal(journal, quick).start()) {
      record(engine, 0, 100);
      assertThat(engine.flush()).isTrue();
      MoreFiles.deleteRecursively(journal, RecursiveDeleteOption.ALLOW_INSECURE);
      record(engine, 100, 101);
      assertThat(engine.awaitDurable(Duration.ofMillis(300))).isFalse();
      assertThat(journal(engine).toString()).contains("journal");
      Files.createDirectories(journal);
      assertThat(engine.awaitDurable(LONG)).isTrue();
      assertThat(engine.flush()).isTrue();
      assertThat(journal(engine).reasons()).isEmpty();
      assertThat(engine.ledger().inFlight()).isZero();
    }
    assertThat(store.measured).hasSize(101);
  }

  @Test
  @DisplayName("refuses an event that no entry has room for, and tells what would help")
  void largeEvent() {
    try (QoeEngine engine = QoeEngine.builder().replaying().journal(folder).start()) {
      Event event = Event.of(CELL, "trap", START, "x".repeat(300_000));
      assertThat(engine.sink().accept(event)).isEqualTo(Acceptance.REFUSED);
      assertThat(engine.ledger().rejected()).isEqualTo(Map.of("event-too-large", 1L));
      assertThat(engine.deadLetters().get(0).detail()).contains("262144 bytes", "shorten");
    }
  }

  @Test
  @DisplayName("can be closed as soon as something is durable")
  void closedOnceDurable() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    JournalOptions slow = JournalOptions.builder().commitInterval(Duration.ofSeconds(1)).build();
    QoeEngine engine = QoeEngine.builder().replaying().store(store).journal(folder, slow).start();
    Source source = engine.source(SourceOptions.of("agent"));
    accept(source.series(CELL, Kpi.JITTER), 0, 1);
    assertThat(engine.awaitDurable(LONG)).isTrue();
    accept(source.series(CELL, Kpi.JITTER), 1, 1); // durable with the next commit
    source.whenDurable(
        answer -> {
          engine.close();
          closed.countDown();
        });
    assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(store.closed()).isTrue();
  }

  @Test
  @DisplayName("says so if it cannot carry on to the store, and does once it can")
  void cannotCarryOn() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    InstantSource clock =
        () -> {
          if (broken.get() && Thread.currentThread().getName().equals("qoe-journal-feeder")) {
            throw new IllegalStateException("made up");
          }
          return START;
        };
    try (QoeEngine engine = QoeEngine.builder().clock(clock).store(store).journal(folder).start()) {
      for (long start = System.nanoTime(); journal(engine).reasons().isEmpty(); ) {
        assertThat(System.nanoTime() - start).as("it says so").isLessThan(LONG.toNanos());
      }
      assertThat(journal(engine).toString()).contains("cannot be carried on", "made up");
      accept(engine.series(CELL, Kpi.JITTER), 0, 1);
      broken.set(false);
      assertThat(engine.flush()).isTrue();
      for (long start = System.nanoTime(); !journal(engine).reasons().isEmpty(); ) {
        assertThat(System.nanoTime() - start).as("it is well").isLessThan(LONG.toNanos());
      }
    }
    assertThat(store.measured).hasSize(1);
  }

  @Test
  @DisplayName("says so while the store cannot make last what it has, and stores all the same")
  void unforced() throws Exception {
    store.forgetful(true);
    List<Boolean> told = new CopyOnWriteArrayList<>();
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).journal(folder).start()) {
      engine
          .events()
          .subscribe(EngineEvent.SystemStatus.class, status -> told.add(status.healthy()));
      record(engine, 0, 100);
      assertThat(engine.flush()).isTrue();
      for (long start = System.nanoTime(); part(engine, "store").reasons().isEmpty(); ) {
        assertThat(System.nanoTime() - start).as("it says so").isLessThan(LONG.toNanos());
      }
      assertThat(part(engine, "store").toString()).contains("loss of power", "no force");
      record(engine, 100, 200);
      assertThat(engine.flush()).isTrue();
      assertThat(store.synced()).isZero();
      store.forgetful(false);
      for (long start = System.nanoTime(); !part(engine, "store").reasons().isEmpty(); ) {
        assertThat(System.nanoTime() - start).as("it is well").isLessThan(LONG.toNanos());
      }
    }
    assertThat(store.synced()).isEqualTo(200);
    assertThat(told).containsExactly(false, true);
  }

  @Test
  @DisplayName("gives a number whose definition is lost to no other series")
  void lostDefinition() throws Exception {
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      assertThat(journal.append(7, Micros.of(START), Micros.of(START), 1, 1, 0)).isPositive();
      assertThat(journal.awaitDurable(1, LONG)).isTrue();
    }
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).journal(folder).start()) {
      assertThat(engine.ledger().received()).isZero();
      record(engine, 0, 100);
      assertThat(engine.flush()).isTrue();
    }
    assertThat(store.measured).hasSize(100);
    Set<Integer> numbers = new TreeSet<>();
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      journal.series((id, element, kpi, unit) -> numbers.add(id));
    }
    assertThat(numbers).isNotEmpty().allMatch(id -> id > 7);
  }

  private static Health journal(QoeEngine engine) {
    return part(engine, "journal");
  }

  private static Health part(QoeEngine engine, String name) {
    return Objects.requireNonNull(engine.health().parts().get(name));
  }

  @Test
  @DisplayName("gives up nothing that it journaled, though listeners be slow and the oldest may go")
  void dropOldest() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    int accepted = 0;
    try (QoeEngine engine = QoeEngine.builder().replaying().journal(folder).store(store).start()) {
      engine
          .events()
          .subscribe(
              EngineEvent.KpiUpdated.class,
              unused -> assertThat(Uninterruptibles.awaitUninterruptibly(told, LONG)).isTrue());
      store.down(true);
      Source source = engine.source(SourceOptions.of("probe").overload(Overload.DROP_OLDEST));
      Series jitter = source.series(CELL, Kpi.JITTER);
      assertThat(jitter.record(START, 0)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(store.failed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      accepted++;
      while (accepted < 100_000
          && jitter.record(START.plusMillis(accepted), 1) == Acceptance.ACCEPTED) {
        accepted++;
      }
      assertThat(accepted).isLessThan(100_000);
      told.countDown();
      store.down(false);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().stored()).isEqualTo(accepted);
    }
    assertThat(store.measured).hasSize(accepted);
  }
}
