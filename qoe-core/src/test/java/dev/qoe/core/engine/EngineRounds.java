package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.journal.TornDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lives of one engine with a store, whose journal is on a disk that loses its power and fails to
 * force: what it acknowledged is stored once after any crash, and its ledger balances.
 *
 * <p>Each value is another number, so that each can be told in the store.
 */
final class EngineRounds {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.SUPER_ADMIN);
  private static final int THREADS = 2;
  private static final int SERIES = 5;
  private static final int BATCH = 20;
  private static final JournalOptions OPTIONS =
      JournalOptions.builder()
          .segmentBytes(64 * 1024)
          .mostBytes(64 << 20)
          .pendingBytes(1 << 20)
          .commitInterval(Duration.ZERO)
          .retryPause(Duration.ofMillis(1))
          .build();

  private final long seed;
  private final Random random;
  private TornDisk disk;
  private FakeStore store = new FakeStore();
  private QoeEngine engine;
  private int round;

  private final AtomicLong nextValue = new AtomicLong(1);

  /** What was accepted, by value. */
  private final Set<Long> accepted = ConcurrentHashMap.newKeySet();

  /** What was answered as durable. */
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  /** Elements of which it was answered as durable that they are removed. */
  private final List<ElementPath> removed = new ArrayList<>();

  EngineRounds(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.disk = TornDisk.of(new Random(random.nextLong()));
    this.engine = start();
  }

  private QoeEngine start() {
    return QoeEngine.builder()
        .replaying()
        .wholePeriod()
        .mostWaiting(2_000)
        .shards(4)
        .store(store)
        .journal(new JournalStart(null, () -> disk.journal(OPTIONS)))
        .start();
  }

  /** Records while disk and store fail, until a crash or, sometimes, an orderly end. */
  void live() throws Exception {
    boolean orderly = random.nextInt(4) == 0;
    if (!orderly && random.nextBoolean()) {
      disk.failingForces(random.nextDouble() * 0.5);
    }
    if (!orderly && random.nextInt(4) == 0) {
      disk.failingCreations(random.nextDouble() * 0.5);
    }
    store.down(random.nextInt(3) == 0);
    int batches = random.nextInt(60);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Source source = engine.source(SourceOptions.of("source-" + i));
      long own = random.nextLong();
      threads.add(new Thread(() -> record(source, batches, new Random(own))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertBalanced();
    removeOne();
    if (random.nextBoolean()) {
      engine.awaitDurable(Duration.ofMillis(random.nextInt(5)));
    }
    if (orderly) {
      store.down(false);
      assertThat(engine.flush()).as("stores all: %s", this).isTrue();
      engine.close();
    } else {
      crash();
    }
    round++;
  }

  private void record(Source source, int batches, Random chance) {
    Series[] series = new Series[SERIES];
    for (int i = 0; i < SERIES; i++) {
      series[i] = source.series(element(i), Kpi.ROUND_TRIP_TIME);
    }
    for (int batch = 0; batch < batches; batch++) {
      List<Long> values = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        long value = nextValue.getAndIncrement();
        Instant time = START.plusMillis(value);
        Series to = series[chance.nextInt(SERIES)];
        accepted.add(value); // before, for the store may have it at once
        if (to.record(time, (double) value) == Acceptance.ACCEPTED) {
          values.add(value);
        } else {
          accepted.remove(value);
        }
      }
      source.whenDurable(
          answer -> {
            if (answer == Acceptance.ACCEPTED) {
              acknowledged.addAll(values);
            }
          });
    }
  }

  private void removeOne() throws InterruptedException {
    if (random.nextInt(3) == 0) {
      ElementPath victim = ElementPath.of("acme/victims/cell-" + round);
      engine.sink().accept(Measurement.of(victim, Kpi.JITTER, START, 0));
      engine.remove(victim, ADMIN);
      if (engine.awaitDurable(Duration.ofMillis(20))) {
        removed.add(victim);
      }
    }
  }

  /** Nothing of what goes on afterwards reaches store or disk; an interrupt hurries the end. */
  private void crash() {
    store.down(true);
    disk.powerOff();
    Thread.currentThread().interrupt();
    engine.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Starts after the end of a life, and looks whether all is there that has to be. */
  void find() throws Exception {
    boolean killed = random.nextInt(3) == 0;
    disk = killed ? disk.afterKill() : disk.powerOn();
    FakeStore before = store;
    store = new FakeStore();
    int unforced = before.measured.size() - before.synced();
    store.takeFrom(before, before.measured.size() - (killed ? 0 : random.nextInt(unforced + 1)));
    int had = store.measured.size();
    engine = start();
    assertBalanced();
    assertThat(engine.flush()).as("stores all: %s", this).isTrue();
    assertBalanced();
    assertThat(engine.ledger().inFlight()).as("in flight: %s", this).isZero();
    Map<Long, Integer> found = new HashMap<>();
    Map<ElementPath, Long> counts = new HashMap<>();
    for (Measurement measurement : store.measured) {
      if (measurement.kpi().equals(Kpi.ROUND_TRIP_TIME)) {
        found.merge((long) measurement.value(), 1, Integer::sum);
        counts.merge(measurement.element(), 1L, Long::sum);
      }
    }
    assertThat(found.values()).as("stored more than once: %s", this).allMatch(times -> times == 1);
    Set<Long> missing = new HashSet<>(acknowledged);
    missing.removeAll(found.keySet());
    assertThat(missing).as("acknowledged and lost: %s", this).isEmpty();
    assertThat(accepted).as("never accepted: %s", this).containsAll(found.keySet());
    assertThat(store.measured.size() - had)
        .as("stored of what the ledger counts: %s", this)
        .isLessThanOrEqualTo((int) engine.ledger().stored());
    counts.forEach(
        (element, count) ->
            assertThat(engine.recent(element, Kpi.ROUND_TRIP_TIME).orElseThrow().count())
                .as("counted in the score of %s: %s", element, this)
                .isEqualTo(count));
    for (ElementPath each : removed) {
      assertThat(engine.sink().accept(Measurement.of(each, Kpi.JITTER, START, 0)))
          .as("%s was removed: %s", each, this)
          .isEqualTo(Acceptance.REFUSED);
    }
    accepted.retainAll(found.keySet()); // what was lost without an acknowledgement stays so
  }

  void close() {
    engine.close();
  }

  private void assertBalanced() {
    assertThat(engine.ledger().balanced()).as("balanced: %s", this).isTrue();
    assertThat(engine.ledger().inFlight()).as("in flight: %s", this).isNotNegative();
  }

  private static ElementPath element(int number) {
    return ElementPath.of("acme/site-" + number + "/cell");
  }

  @Override
  public String toString() {
    return "seed %d, round %d, %s".formatted(seed, round, engine.ledger());
  }
}
