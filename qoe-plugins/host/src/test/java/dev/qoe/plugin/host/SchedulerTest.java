package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a scheduler as one story; over 400 lines, for its helpers serve all of it. */
@DisplayName("A scheduler")
class SchedulerTest {

  @TempDir Path temp;
  private final RecordingSink sink = RecordingSink.accepting();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    release.countDown();
  }

  private PluginHost host() {
    return Fixture.options(temp).start();
  }

  private static Acceptance tell(Sink to, ElementPath element) {
    return to.accept(Measurement.of(element, Kpi.UP, Instant.EPOCH, 1));
  }

  private static final Collector UP = (target, to) -> tell(to, target.element());

  private long told(String element) {
    return sink.measurements().stream().filter(m -> m.element().text().equals(element)).count();
  }

  private String collector(String name, String type, String key, String more) {
    return """
      %s:
        type: %s
        settings: {key: %s}
        %s
    """
        .formatted(name, type, key, more);
  }

  private static String fast(String... elements) {
    StringBuilder text = new StringBuilder("interval: PT0.05S\n    targets:");
    for (String element : elements) {
      text.append("\n      - {element: ").append(element).append("}");
    }
    return text.toString();
  }

  private static String slower(String... elements) {
    return fast(elements).replace("PT0.05S", "PT0.2S");
  }

  private static String unhurried(String... elements) {
    return fast(elements).replace("PT0.05S", "PT60S");
  }

  private CollectConfig config(String... collectors) {
    return Fixture.config(temp, "collectors:\n" + String.join("", collectors));
  }

  @Test
  @DisplayName("polls each target once when that is asked, and tells when it is done")
  void once() throws InterruptedException {
    String good = Fixture.polling(UP);
    String bad =
        Fixture.polling(
            (target, to) -> {
              throw new PluginException(ErrorKind.REJECTED, "wrong password");
            });
    try (PluginHost host = host();
        Scheduler scheduler =
            Scheduler.once(
                host,
                config(
                    collector("a", "polling", good, unhurried("acme/a", "acme/b")),
                    collector("b", "other", bad, unhurried("acme/c"))),
                sink)) {
      assertThat(scheduler.await(Duration.ofSeconds(30))).isTrue();
      assertThat(sink.measurements()).hasSize(2);
      assertThat(scheduler.targets()).extracting(TargetStatus::well).containsExactly(1L, 1L, 0L);
      assertThat(scheduler.targets().get(2).trouble()).isEqualTo("REJECTED: wrong password");
      assertThat(scheduler.collectors())
          .extracting(CollectorStatus::plugin)
          .containsExactly("polling", "other");
      assertThat(scheduler.slowest(1)).hasSize(1);
    }
  }

  @Test
  @DisplayName("goes on when plugins hang, break, flood and leak, and puts them to rest")
  void faults() throws InterruptedException {
    AtomicInteger good = new AtomicInteger();
    String healthy =
        Fixture.polling(
            (target, to) -> {
              good.incrementAndGet();
              tell(to, target.element());
            });
    String faulty =
        Fixture.polling(
            (target, to) -> {
              switch (target.element().name()) {
                case "hang" -> hang();
                case "error" -> throw new StackOverflowError("on purpose");
                case "missing" -> throw new NoClassDefFoundError("vendor/Gone");
                case "flood" -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    tell(to, target.element());
                  }
                }
                default -> {
                  Thread leak = new Thread(this::hang);
                  leak.setDaemon(true);
                  leak.start();
                }
              }
            });
    PluginHostBuilder options =
        Fixture.options(temp)
            .limits(PluginLimits.standard().withItemsPerSecond(1000).withThreads(8));
    try (PluginHost host = options.start();
        Scheduler scheduler =
            Scheduler.start(
                host,
                config(
                    collector("good", "polling", healthy, slower("acme/a", "acme/b")),
                    collector(
                        "bad",
                        "other",
                        faulty,
                        slower("x/hang", "x/error", "x/missing", "x/flood", "x/leak"))),
                sink)) {
      Until.holds("the bad plugin rests", () -> state(host, "other") == PluginState.QUARANTINED);
      int before = good.get();
      Until.holds("the good one goes on", () -> good.get() > before + 20);
      assertThat(state(host, "polling")).isEqualTo(PluginState.STARTED);
      assertThat(scheduler.collectors().get(1).trouble()).startsWith("its plugin 'other' rests");
    }
  }

  private static PluginState state(PluginHost host, String id) {
    return plugin(host, id).state();
  }

  private static long timeouts(PluginHost host, String id) {
    return plugin(host, id).meters().timeouts();
  }

  private static PluginStatus plugin(PluginHost host, String id) {
    return host.plugins().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private void hang() {
    while (release.getCount() > 0) {
      Thread.interrupted();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  @DisplayName("goes over to another configuration without a gap, and keeps the old if it is wrong")
  void reconfigured() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    String counted =
        Fixture.key(
            () -> {
              made.incrementAndGet();
              return new Collector() {
                @Override
                public void collect(Target target, Sink to) {
                  tell(to, target.element());
                }

                @Override
                public void close() {
                  closed.incrementAndGet();
                }
              };
            });
    try (PluginHost host = host();
        Scheduler scheduler =
            Scheduler.start(
                host, config(collector("a", "polling", counted, fast("acme/a", "acme/b"))), sink)) {
      Until.holds(
          "a and b are polled", () -> scheduler.targets().stream().allMatch(t -> t.cycles() > 2));
      int madeBefore = made.get();
      assertThatThrownBy(
              () ->
                  scheduler.apply(
                      config(
                          """
                            a:
                              type: pollin
                          """)))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(
              "no started plugin offers the collector type 'pollin'; did you mean 'polling'?");
      long before = told("acme/a");
      Until.holds("the old goes on", () -> told("acme/a") > before + 2);

      scheduler.apply(config(collector("a", "polling", counted, fast("acme/b", "acme/c"))));
      long cycles = scheduler.targets().get(0).cycles();
      assertThat(cycles).as("b keeps its counts").isGreaterThan(2);
      Until.holds("c is polled", () -> told("acme/c") > 2);
      assertThat(made.get()).as("made for the check only").isEqualTo(madeBefore + 1);
      long a = told("acme/a");
      long b = told("acme/b");
      Until.holds("b goes on", () -> told("acme/b") > b + 3);
      assertThat(told("acme/a")).as("a is not polled any more").isLessThanOrEqualTo(a + 1);
    }
    assertThat(closed.get()).as("all that were made are closed").isEqualTo(made.get());
  }

  @Test
  @DisplayName("polls again when a plugin that was stopped is started")
  void stopped() {
    try (PluginHost host = host();
        Scheduler scheduler =
            Scheduler.start(
                host,
                config(collector("a", "polling", Fixture.polling(UP), fast("acme/a"))),
                sink)) {
      Until.holds("a is polled", () -> told("acme/a") > 1);
      host.stop("polling");
      Until.holds(
          "its collector is gone",
          () -> scheduler.collectors().get(0).trouble().contains("no started plugin offers"));
      assertThat(scheduler.collectors().get(0).working()).isFalse();
      long skipped = scheduler.targets().get(0).skipped();
      Until.holds("a is skipped", () -> scheduler.targets().get(0).skipped() > skipped + 2);
      host.start("polling");
      long before = told("acme/a");
      Until.holds("a is polled again", () -> told("acme/a") > before + 1);
    }
  }

  @Test
  @DisplayName("finds all mistakes in settings, each with its place, and shows no secret")
  void mistakes() {
    String key = Fixture.polling(UP);
    CollectConfig config =
        Fixture.config(
            temp,
            """
            collectors:
              a:
                type: polling
                settings:
                  key: %s
                  port: 70000
                  pasword: hunter2
                  password: ${NO_SUCH_VARIABLE_SURELY}
                targets: [{element: acme/a}]
              b:
                type: polling
                settings: {key: %s}
              c:
                type: pushed
                settings: {key: %s}
                targets: [{element: acme/a}]
              d:
                type: polling
                settings: {key: %s, port: 13}
                targets: [{element: acme/a}]
            """
                .formatted(key, key, key, key));
    try (PluginHost host = host()) {
      assertThatThrownBy(() -> Scheduler.start(host, config, sink))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageNotContaining("hunter2")
          .extracting(e -> ((InvalidConfigurationException) e).problems())
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
          .satisfiesExactly(
              p ->
                  assertThat(p)
                      .endsWith(
                          ":7:7: collector 'a' has no setting 'pasword'; did you mean 'password'?;"
                              + " it has [key, password, port]"),
              p ->
                  assertThat(p)
                      .endsWith(":6:7: setting 'port' of collector 'a' must be a port: '70000'"),
              p ->
                  assertThat(p)
                      .contains(":8:7: setting 'password' of collector 'a': there is no secret"),
              p -> assertThat(p).endsWith("collector 'b' polls and must have targets"),
              p -> assertThat(p).endsWith("'c' is pushed to and must not have targets"),
              p -> assertThat(p).endsWith("'d': port 13 brings bad luck with any key"));
    }
  }

  /** Starts at the second try; tells of two elements, one of which it may not tell. */
  private static final class Push implements PushCollector {
    private final AtomicInteger starts;
    private final AtomicInteger closes;

    Push(AtomicInteger starts, AtomicInteger closes) {
      this.starts = starts;
      this.closes = closes;
    }

    @Override
    public void start(Sink to) throws PluginException {
      if (starts.incrementAndGet() == 1) {
        throw new PluginException(ErrorKind.UNREACHABLE, "the broker is away");
      }
      tell(to, ElementPath.of("acme/mine/a"));
      tell(to, ElementPath.of("acme/other"));
    }

    @Override
    public Optional<String> trouble() {
      return starts.get() > 2 ? Optional.empty() : Optional.of("half the topics are silent");
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }

  @Test
  @DisplayName("starts collectors that are pushed to, again if they fail, and closes them")
  void pushed() {
    AtomicInteger starts = new AtomicInteger();
    AtomicInteger closes = new AtomicInteger();
    String key = Fixture.key(() -> new Push(starts, closes));
    String text = collector("p", "pushed", key, "elements: acme/mine");
    try (PluginHost host = host();
        Scheduler scheduler = Scheduler.start(host, config(text), sink)) {
      Until.holds("it failed once", () -> starts.get() == 1);
      Until.holds("it listens", () -> told("acme/mine/a") == 1);
      assertThat(told("acme/other")).isZero();
      assertThat(sink.rejectCounts()).containsEntry("foreign-element", 1);
      Until.holds(
          "its trouble is told",
          () -> scheduler.collectors().get(0).trouble().equals("half the topics are silent"));
      assertThat(scheduler.collectors().get(0).working()).isFalse();
      assertThat(closes.get()).as("the check's and the one that failed").isEqualTo(2);
      scheduler.apply(config(text));
      assertThat(closes.get()).as("it goes on; only the check's is closed").isEqualTo(3);
      host.stop("pushed");
      host.start("pushed");
      Until.holds("it is made anew", () -> told("acme/mine/a") == 2);
      Until.holds("it works", () -> scheduler.collectors().get(0).working());
    }
    assertThat(closes.get()).isEqualTo(5);
  }

  @Test
  @DisplayName("gives up a start that hangs, and tries again")
  void hangingStart() {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger starts = new AtomicInteger();
    String key =
        Fixture.key(
            () ->
                new PushCollector() {
                  @Override
                  public void start(Sink to) {
                    if (starts.incrementAndGet() == 1) {
                      hang();
                    }
                    tell(to, ElementPath.of("acme/a"));
                  }

                  @Override
                  public void close() {}
                });
    try (PluginHost host = Fixture.options(temp).nanos(nanos::get).start();
        Scheduler scheduler =
            Scheduler.start(host, config(collector("p", "pushed", key, "deadline: PT5S")), sink)) {
      Until.holds("it starts", () -> starts.get() == 1);
      nanos.addAndGet(Duration.ofSeconds(5).toNanos());
      Until.holds("it is interrupted", () -> timeouts(host, "pushed") == 1);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      Until.holds(
          "it is given up",
          () -> scheduler.collectors().get(0).trouble().equals("its start hangs"));
      assertThat(starts.get()).isEqualTo(1);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      Until.holds("another listens", () -> scheduler.collectors().get(0).working());
      assertThat(starts.get()).isEqualTo(2);
      assertThat(told("acme/a")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("works with plugins in jars, whose reload it survives")
  void realJar() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("plugins"));
    PluginJar.collector("probe").in(folder);
    CollectConfig config =
        config(
            """
              a:
                type: probe
                interval: PT0.2S
                targets: [{element: acme/a}]
            """);
    try (PluginHost host = PluginHost.builder().folder(folder).classPath(false).start();
        Scheduler scheduler = Scheduler.start(host, config, sink)) {
      Until.holds("a is polled", () -> scheduler.targets().get(0).well() > 1);
      for (int i = 0; i < 5; i++) {
        host.reload("probe");
        long before = scheduler.targets().get(0).well();
        Until.holds("a is polled again", () -> scheduler.targets().get(0).well() > before);
      }
      assertThat(scheduler.targets().get(0).well()).isGreaterThan(5);
    }
  }
}
