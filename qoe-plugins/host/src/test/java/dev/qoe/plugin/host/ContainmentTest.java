package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Walls around a plugin")
class ContainmentTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration AT_ONCE = Duration.ofMillis(20);
  private static final long MINUTE = 60_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final ThreadGroup group = new ThreadGroup("test-plugin");
  private final CountDownLatch release = new CountDownLatch(1);
  private final Containment walls =
      walls(
          PluginLimits.standard()
              .withHanging(2)
              .withErrors(3)
              .withThreads(4)
              .withRests(Duration.ofMinutes(1), Duration.ofMinutes(3)));

  private Containment walls(PluginLimits limits) {
    return new Containment(
        "probe", limits, nanos::get, group, ContainmentTest.class.getClassLoader());
  }

  @AfterEach
  void letGo() throws InterruptedException {
    release.countDown();
    walls.close();
  }

  /** Waits for the latch, whatever anybody says. */
  private int hang() {
    while (release.getCount() > 0) {
      Thread.interrupted();
      LockSupport.parkNanos(1_000_000);
    }
    return 1;
  }

  private void fail(Error error) {
    assertThatThrownBy(
            () ->
                walls.call(
                    "probing",
                    SOON,
                    () -> {
                      throw error;
                    }))
        .isInstanceOf(ContainedException.class)
        .hasMessageStartingWith("probing broke: " + error.getClass().getName());
  }

  @Test
  @DisplayName("let answers through, and what a plugin throws as it should")
  void through() throws Exception {
    assertThat(walls.<Integer>call("probing", SOON, () -> 5)).isEqualTo(5);
    PluginException trouble = new PluginException(ErrorKind.UNREACHABLE, "gone");
    assertThatThrownBy(
            () ->
                walls.call(
                    "probing",
                    SOON,
                    () -> {
                      throw trouble;
                    }))
        .isSameAs(trouble);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                walls.call(
                    "probing",
                    SOON,
                    () -> {
                      throw new IllegalArgumentException("bad setting");
                    }))
        .withMessage("bad setting");
    assertThat(walls.meters().calls()).isEqualTo(3);
    assertThat(walls.meters().failures()).isEqualTo(1);
  }

  @Test
  @DisplayName("stop errors of every kind, and put the plugin to rest after too many in a row")
  void errors() throws Exception {
    fail(new StackOverflowError("deep"));
    fail(new NoClassDefFoundError("gone"));
    assertThat(walls.<Integer>call("probing", SOON, () -> 5)).isEqualTo(5);
    fail(new OutOfMemoryError("full"));
    fail(new AssertionError("no"));
    assertThat(walls.refusal()).isEmpty();
    fail(new LinkageError("torn"));
    assertThat(walls.refusal())
        .isEqualTo(
            "its plugin 'probe' rests, for 3 calls in a row broke, last by java.lang.LinkageError:"
                + " torn");
    assertThatThrownBy(() -> walls.call("probing", SOON, () -> 1))
        .isInstanceOf(ContainedException.class)
        .hasMessageStartingWith("probing is not called: its plugin 'probe' rests");
    assertThat(walls.meters().errors()).isEqualTo(5);
    assertThat(walls.meters().quarantines()).isEqualTo(1);
  }

  @Test
  @DisplayName("release a plugin after its rest, and let it rest twice as long if it breaks again")
  void rests() throws Exception {
    for (int i = 0; i < 3; i++) {
      fail(new AssertionError());
    }
    nanos.addAndGet(MINUTE - 1);
    assertThat(walls.refusal()).isNotEmpty();
    nanos.addAndGet(1);
    assertThat(walls.refusal()).isEmpty();
    fail(new AssertionError());
    nanos.addAndGet(2 * MINUTE - 1);
    assertThat(walls.restCause()).startsWith("3 calls in a row broke");
    nanos.addAndGet(1);
    assertThat(walls.refusal()).isEmpty();
    fail(new AssertionError());
    nanos.addAndGet(3 * MINUTE);
    assertThat(walls.refusal()).as("the longest rest is three minutes").isEmpty();
    assertThat(walls.<Integer>call("probing", SOON, () -> 5)).isEqualTo(5);
    assertThat(walls.meters().quarantines()).isEqualTo(3);
  }

  @Test
  @DisplayName("give up calls that hang, and wait for them before the plugin is used again")
  void hangs() {
    AtomicInteger begun = new AtomicInteger();
    int calls = 0;
    while (begun.get() < 2) { // one whose thread comes too late does not begin, and hangs no more
      assertThatThrownBy(
              () -> walls.call("probing", AT_ONCE, () -> begun.incrementAndGet() + hang()))
          .isInstanceOf(ContainedException.class)
          .hasMessage("probing did not end within PT0.02S");
      Until.holds("what began hangs", () -> walls.meters().hanging() == begun.get());
      calls++;
    }
    assertThat(walls.meters().hanging()).isEqualTo(2);
    assertThat(walls.meters().timeouts()).isEqualTo(calls);
    assertThat(walls.refusal()).contains("2 calls hang, which is the most allowed");
    nanos.addAndGet(10 * MINUTE);
    assertThat(walls.refusal()).as("they still hang").isNotEmpty();
    release.countDown();
    while (walls.meters().hanging() > 0) {
      Thread.onSpinWait();
    }
    assertThat(walls.refusal()).isEmpty();
  }

  @Test
  @DisplayName(
      "count the threads that a plugin makes, put it to rest for too many, and know those"
          + " of earlier lives")
  void threads() throws Exception {
    walls.call(
        "probing",
        SOON,
        () -> {
          for (int i = 0; i < 5; i++) {
            Thread thread = new Thread(this::hang);
            thread.setDaemon(true);
            thread.start();
          }
          return 1;
        });
    assertThat(walls.meters().threads()).isEqualTo(5);
    walls.inspect();
    assertThat(walls.refusal()).contains("it has 5 threads of its own, more than 4");
    walls.close();
    Containment next = walls(PluginLimits.standard());
    assertThat(next.meters().threads()).isZero();
    while (next.meters().leaked() > 5) {
      Thread.onSpinWait(); // the thread that made the call is still on its way out
    }
    assertThat(next.meters().leaked()).isEqualTo(5);
    release.countDown();
    while (next.meters().leaked() > 0) {
      Thread.onSpinWait();
    }
    next.close();
  }

  @Test
  @DisplayName("hold a plugin to its quota, and let one that keeps to it pass")
  void quota() {
    Containment slow = walls(PluginLimits.standard().withItemsPerSecond(10));
    RecordingSink to = RecordingSink.accepting();
    PluginSink sink = new PluginSink(to, slow, element -> true);
    Measurement one = Measurement.of(ElementPath.of("acme/a"), Kpi.UP, Instant.EPOCH, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(sink.accept(one)).isEqualTo(Acceptance.ACCEPTED);
    }
    assertThat(sink.accept(one)).isEqualTo(Acceptance.RETRY_LATER);
    nanos.addAndGet(100_000_000);
    assertThat(sink.accept(one)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(sink.accept(one)).isEqualTo(Acceptance.RETRY_LATER);
    nanos.addAndGet(10 * MINUTE);
    int burst = 0;
    while (sink.accept(one) == Acceptance.ACCEPTED) {
      burst++;
    }
    assertThat(burst).as("what may come at once after a long silence").isEqualTo(10);
    assertThat(slow.meters().throttled()).isEqualTo(3);
    assertThat(slow.meters().accepted()).isEqualTo(21);
    assertThat(to.measurements()).hasSize(21);
  }

  @Test
  @DisplayName("let a plugin tell of its elements only, and of nothing after its time")
  void gate() {
    RecordingSink to = RecordingSink.accepting();
    ElementPath mine = ElementPath.of("acme/mine");
    PluginSink sink = new PluginSink(to, walls, mine::contains);
    Instant now = Instant.EPOCH;
    ElementPath cell = mine.child("cell");
    List<Acceptance> answers =
        List.of(
            sink.accept(Measurement.of(cell, Kpi.UP, now, 1)),
            sink.accept(CounterReading.of64(cell, Kpi.UP, now, 1)),
            sink.accept(RatioReading.of(cell, Kpi.UP, now, 1, 2)),
            sink.accept(
                new DistributionReading(cell, Kpi.UP, now, List.of(0.0, 1.0), List.of(3L), 1)),
            sink.accept(Event.of(cell, "trap", now, "")),
            sink.accept(NetworkElement.builder(cell, "cell").build()));
    assertThat(answers).containsOnly(Acceptance.ACCEPTED);
    sink.reject("reason", "place", "detail");
    assertThat(to.offered()).hasSize(7);
    assertThat(sink.accept(Measurement.of(ElementPath.of("acme/other"), Kpi.UP, now, 1)))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(to.rejectCounts()).containsEntry("foreign-element", 1);
    sink.close();
    assertThat(sink.accept(Event.of(cell, "trap", now, ""))).isEqualTo(Acceptance.RETRY_LATER);
    sink.reject("late", "place", "detail");
    assertThat(to.events()).hasSize(1);
    assertThat(to.rejectCounts()).doesNotContainKey("late");
    assertThat(walls.meters().late()).isEqualTo(1);
    assertThat(walls.meters().refused()).isEqualTo(1);
    assertThat(walls.meters().rejected()).isEqualTo(1);
  }

  @Test
  @DisplayName("have limits above zero")
  void limits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginLimits.standard().withItemsPerSecond(0))
        .withMessage("limit 'itemsPerSecond' of plugins must be at least 1: 0");
  }
}
