package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The plan of what is polled when, by a clock moved by hand:")
class PlannerTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir Path temp;
  private final AtomicLong nanos = new AtomicLong(1);
  private final RecordingSink sink = RecordingSink.accepting();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    release.countDown();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private PluginHost host(PluginLimits limits) {
    PluginHost host = Fixture.options(temp).nanos(nanos::get).limits(limits).start();
    open.add(host);
    return host;
  }

  private Planner planner() {
    return new Planner(sink, () -> Instant.EPOCH, nanos::get, false);
  }

  private static CollectConfig.Job every(Duration interval, Duration deadline) {
    return new CollectConfig.Job(
        "c", "polling", interval, deadline, 0, Optional.empty(), Map.of(), List.of(), Map.of());
  }

  private List<PollJob> jobs(int count, Collector collector, CollectConfig.Job config) {
    Lease<Collector> lease =
        host(PluginLimits.standard())
            .collector("c", "polling", Map.of("key", Fixture.polling(collector)));
    return jobs(lease, 0, count, config);
  }

  private static List<PollJob> jobs(
      Lease<Collector> lease, int from, int to, CollectConfig.Job config) {
    List<PollJob> jobs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      PollJob job = new PollJob(new PollJob.Key("c", Fixture.target(i)), config);
      job.collector = lease;
      jobs.add(job);
    }
    return jobs;
  }

  /** Moves the clock in steps of 100 ms, and lets what is due at each be done. */
  private void pass(Planner planner, Duration time) {
    pass(planner, time, () -> idle(planner));
  }

  private void pass(Planner planner, Duration time, BooleanSupplier settled) {
    long end = nanos.get() + time.toNanos();
    while (nanos.get() < end) {
      nanos.addAndGet(SECOND / 10);
      planner.tick();
      Until.holds("what is due is done", settled);
    }
  }

  private static long sum(Planner planner, java.util.function.ToLongFunction<TargetStatus> what) {
    return planner.targets().stream().mapToLong(what).sum();
  }

  @Test
  @DisplayName("each target is polled once an interval, the first times spread over one")
  void fixedRate() {
    AtomicInteger calls = new AtomicInteger();
    Planner planner = planner();
    planner.replace(
        jobs(
            100,
            (target, to) -> calls.incrementAndGet(),
            every(Duration.ofSeconds(10), Duration.ofSeconds(5))));
    pass(planner, Duration.ofSeconds(5));
    assertThat(calls.get()).as("of 100 in half an interval").isBetween(30, 70);
    pass(planner, Duration.ofSeconds(35));
    assertThat(planner.targets()).allSatisfy(t -> assertThat(t.cycles()).isEqualTo(4));
    assertThat(sum(planner, TargetStatus::skipped)).isZero();
  }

  private static boolean idle(Planner planner) {
    return planner.busy().isEmpty();
  }

  @Test
  @DisplayName("a cycle that has not ended makes the next be skipped, and counts them")
  void skipped() {
    CountDownLatch begun = new CountDownLatch(1);
    Planner planner = planner();
    planner.replace(
        jobs(
            1,
            (target, to) -> {
              begun.countDown();
              hang();
            },
            every(Duration.ofSeconds(10), Duration.ofSeconds(10))));
    pass(planner, Duration.ofSeconds(60), () -> idle(planner) || begun.getCount() == 0);
    TargetStatus status = planner.targets().get(0);
    assertThat(status.skipped()).isEqualTo(5);
    assertThat(status.timeouts()).isEqualTo(1);
    assertThat(status.trouble()).isEqualTo("the cycle before has not ended");
  }

  private void hang() {
    while (release.getCount() > 0) {
      Thread.interrupted();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  @DisplayName("a cycle that meets its deadline is interrupted, and what it tells then is late")
  void deadline() {
    List<Acceptance> answers = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    Planner planner = planner();
    planner.replace(
        jobs(
            1,
            (target, to) -> {
              begun.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                answers.add(to.accept(one(target)));
                throw e;
              }
            },
            every(Duration.ofSeconds(10), Duration.ofSeconds(2))));
    pass(planner, Duration.ofSeconds(13), () -> planner.busy().isEmpty() || begun.getCount() == 0);
    Until.holds("the call has ended", () -> planner.targets().get(0).cycles() == 1);
    TargetStatus status = planner.targets().get(0);
    assertThat(answers).containsExactly(Acceptance.RETRY_LATER);
    assertThat(status.timeouts()).isEqualTo(1);
    assertThat(status.well()).isZero();
    assertThat(status.slow()).isTrue();
    assertThat(status.trouble()).isEqualTo("did not end within PT2S");
    assertThat(sink.measurements()).isEmpty();
  }

  private static Measurement one(Target target) {
    return Measurement.of(target.element(), Kpi.UP, Instant.EPOCH, 1);
  }

  @Test
  @DisplayName("dead targets wait for each other, and the others keep their rate")
  void deadTargets() {
    AtomicInteger calls = new AtomicInteger();
    Planner planner = planner();
    planner.replace(
        jobs(
            1000,
            (target, to) -> {
              if (Integer.parseInt(target.address()) % 10 == 0) {
                release.await();
              }
              calls.incrementAndGet();
            },
            every(Duration.ofSeconds(10), Duration.ofSeconds(5))));
    pass(planner, Duration.ofSeconds(60), () -> healthyIdle(planner) && expiredEnded(planner));
    assertThat(planner.targets())
        .filteredOn(target -> Integer.parseInt(target.address()) % 10 != 0)
        .allSatisfy(
            target -> {
              assertThat(target.well()).isBetween(5L, 6L);
              assertThat(target.skipped()).isZero();
            });
    assertThat(planner.targets())
        .filteredOn(target -> Integer.parseInt(target.address()) % 10 == 0)
        .allSatisfy(
            target -> {
              assertThat(target.well()).isZero();
              assertThat(target.timeouts() + target.skipped()).isBetween(4L, 6L);
            });
  }

  private static boolean healthyIdle(Planner planner) {
    return planner.busy().stream().allMatch(address -> Integer.parseInt(address) % 10 == 0);
  }

  /** Whether the calls that were interrupted have ended, before they count as hanging. */
  private static boolean expiredEnded(Planner planner) {
    return planner.targets().stream()
        .allMatch(target -> target.timeouts() == target.cycles() - target.well());
  }

  @Test
  @DisplayName("a plugin that hangs, breaks, floods and leaks costs the others not one cycle")
  void otherPlugins() {
    Set<String> inside = ConcurrentHashMap.newKeySet();
    PluginHost host = host(PluginLimits.standard().withItemsPerSecond(1000));
    String good = Fixture.polling((target, to) -> to.accept(one(target)));
    String bad =
        Fixture.polling(
            (target, to) -> {
              inside.add(target.address());
              try {
                misbehave(target, to);
              } finally {
                inside.remove(target.address());
              }
            });
    CollectConfig.Job config = every(Duration.ofSeconds(10), Duration.ofSeconds(5));
    List<PollJob> jobs = jobs(host.collector("a", "polling", Map.of("key", good)), 0, 20, config);
    jobs.addAll(jobs(host.collector("b", "other", Map.of("key", bad)), 20, 40, config));
    Planner planner = planner();
    planner.replace(jobs);
    pass(planner, Duration.ofSeconds(60), () -> inside.containsAll(planner.busy()));
    assertThat(planner.targets().subList(0, 20))
        .allSatisfy(
            target -> {
              assertThat(target.well()).isEqualTo(6);
              assertThat(target.skipped() + target.timeouts() + target.failed()).isZero();
            });
    assertThat(planner.targets().subList(20, 40))
        .anySatisfy(target -> assertThat(target.timeouts()).isPositive())
        .anySatisfy(target -> assertThat(target.skipped()).isPositive())
        .anySatisfy(target -> assertThat(target.failed()).isPositive())
        .anySatisfy(target -> assertThat(target.well()).isPositive());
  }

  private void misbehave(Target target, Sink to) {
    switch (Integer.parseInt(target.address()) % 5) {
      case 0 -> hang();
      case 1 -> throw new StackOverflowError("on purpose");
      case 2 -> throw new NoClassDefFoundError("vendor/Gone");
      case 3 -> {
        while (!Thread.currentThread().isInterrupted()) {
          to.accept(one(target));
        }
      }
      default -> {
        Thread leak = new Thread(this::hang);
        leak.setDaemon(true);
        leak.start();
      }
    }
  }

  @Test
  @DisplayName("trouble is counted and told, and a target that answers again is well again")
  void trouble() {
    AtomicInteger cycle = new AtomicInteger();
    Planner planner = planner();
    planner.replace(
        jobs(
            1,
            (target, to) -> {
              switch (cycle.incrementAndGet()) {
                case 1 -> throw new PluginException(ErrorKind.UNREACHABLE, "no answer");
                case 2 -> throw new PluginException(ErrorKind.MALFORMED, "half a line");
                case 3 -> throw new StackOverflowError();
                default -> to.accept(one(target));
              }
            },
            every(Duration.ofSeconds(10), Duration.ofSeconds(5))));
    List<String> troubles = new ArrayList<>();
    List<Boolean> slow = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      int now = i;
      pass(planner, Duration.ofSeconds(10));
      assertThat(planner.targets().get(0).cycles()).isEqualTo(now);
      troubles.add(planner.targets().get(0).trouble());
      slow.add(planner.targets().get(0).slow());
    }
    assertThat(troubles)
        .containsExactly(
            "UNREACHABLE: no answer", "MALFORMED: half a line", "java.lang.StackOverflowError", "");
    assertThat(slow).containsExactly(true, false, false, false);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("malformed", 1));
    assertThat(planner.targets().get(0).lastWell()).contains(Instant.EPOCH);
    assertThat(planner.targets().get(0).failed()).isEqualTo(3);
  }

  @Test
  @DisplayName("a target that stays keeps its times and counts when the plan changes")
  void replaced() {
    AtomicInteger calls = new AtomicInteger();
    CollectConfig.Job config = every(Duration.ofSeconds(10), Duration.ofSeconds(5));
    List<PollJob> jobs = jobs(3, (target, to) -> calls.incrementAndGet(), config);
    Planner planner = planner();
    planner.replace(jobs.subList(0, 2));
    pass(planner, Duration.ofSeconds(20));
    assertThat(sum(planner, TargetStatus::cycles)).isEqualTo(4);
    PollJob same = new PollJob(jobs.get(1).key, config);
    same.collector = jobs.get(1).collector;
    planner.replace(List.of(same, jobs.get(2)));
    pass(planner, Duration.ofSeconds(10));
    assertThat(calls.get()).isEqualTo(6);
    assertThat(planner.targets()).extracting(TargetStatus::cycles).containsExactly(3L, 1L);
  }

  @Test
  @DisplayName("a plugin that rests has its cycles skipped")
  void resting() {
    Planner planner = planner();
    planner.replace(
        jobs(
            30,
            (target, to) -> {
              throw new IllegalStateException("a bug");
            },
            every(Duration.ofSeconds(10), Duration.ofSeconds(5))));
    pass(planner, Duration.ofSeconds(30));
    assertThat(sum(planner, TargetStatus::cycles)).isBetween(20L, 21L);
    assertThat(sum(planner, TargetStatus::skipped)).isBetween(60L, 70L);
    assertThat(planner.targets())
        .anySatisfy(t -> assertThat(t.trouble()).contains("its plugin 'polling' rests, for 20"));
  }

  @Test
  @DisplayName("how many run at a time grows while they are quick and shrinks when they are not")
  void adaptive() {
    ConcurrencyLimit limit = new ConcurrencyLimit(32, 256);
    for (int i = 0; i < 32 * 40; i++) {
      limit.want();
      limit.ended(SECOND / 100, false);
    }
    int grown = limit.limit();
    assertThat(grown).isGreaterThan(100);
    assertThat(limit.usualNanos()).isEqualTo(SECOND / 100);
    for (int i = 0; i < 32 * 5; i++) {
      limit.want();
      limit.ended(SECOND / 5, false);
    }
    int shrunk = limit.limit();
    assertThat(shrunk).isLessThan(grown / 2);
    for (int i = 0; i < 32 * 20; i++) {
      limit.ended(SECOND / 100, true);
    }
    assertThat(limit.limit()).isEqualTo(4);
  }
}
