package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A scheduler recovers by itself: it")
class RecoveryTest {

  @TempDir private Path temp;
  private final RecordingSink sink = RecordingSink.accepting();

  private static Acceptance tell(Sink to, ElementPath element) {
    return to.accept(Measurement.of(element, Kpi.UP, Instant.EPOCH, 1));
  }

  private CollectConfig config(String yaml, String key) {
    return Fixture.config(temp, yaml.formatted(key));
  }

  private record Push(AtomicInteger starts) implements PushCollector {
    @Override
    public void start(Sink to) {
      starts.incrementAndGet();
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName("tries again to make a collector that could not be made")
  void triesAgain() {
    AtomicInteger made = new AtomicInteger();
    String key =
        Fixture.key(
            () -> {
              if (made.incrementAndGet() == 3) {
                throw new IllegalArgumentException("no decoder yet");
              }
              return (Collector) (target, to) -> tell(to, target.element());
            });
    try (PluginHost host = Fixture.options(temp).start();
        Scheduler scheduler =
            Scheduler.start(
                host,
                config(
                    """
                    collectors:
                      a:
                        type: polling
                        interval: PT0.05S
                        settings: {key: %s}
                        targets: [{element: acme/a}]
                    """,
                    key),
                sink)) {
      Until.holds("a is polled", () -> sink.measurements().size() > 1);
      host.stop("polling");
      host.start("polling");
      Until.holds(
          "what is wrong is told",
          () -> scheduler.collectors().get(0).trouble().equals("no decoder yet"));
      int before = sink.measurements().size();
      Until.holds("a is polled again", () -> sink.measurements().size() > before + 1);
      assertThat(made.get()).as("the check's, the first, the failed and the last").isEqualTo(4);
    }
  }

  @Test
  @DisplayName("starts a collector anew whose plugin goes in the moment in which it is made")
  void goneWhenMade() {
    AtomicBoolean made = new AtomicBoolean();
    AtomicReference<PluginHost> running = new AtomicReference<>();
    AtomicLong nanos = new AtomicLong();
    PluginHostBuilder options =
        Fixture.options(temp)
            .nanos(
                () -> {
                  if (made.getAndSet(false)) {
                    Objects.requireNonNull(running.get()).stop("pushed");
                  }
                  return nanos.get();
                });
    AtomicInteger starts = new AtomicInteger();
    String key =
        Fixture.key(
            () -> {
              made.set(starts.get() == 0);
              return new Push(starts);
            });
    try (PluginHost host = options.start()) {
      running.set(host);
      CollectConfig.Job job =
          config(
                  """
                  collectors:
                    p:
                      type: pushed
                      settings: {key: %s}
                  """,
                  key)
              .collectors()
              .get(0);
      PushJob push = new PushJob(job, host, sink);
      push.tick();
      assertThat(push.status().trouble()).contains("its plugin 'pushed' was stopped");
      assertThat(starts.get()).isZero();
      host.start("pushed");
      starts.set(1);
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      push.tidy();
      push.tick();
      Until.holds("it listens", () -> starts.get() == 2);
      push.close();
    }
  }
}
