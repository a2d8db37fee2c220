package dev.qoe.examples.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.plugin.host.CollectConfig;
import dev.qoe.plugin.host.CollectorStatus;
import dev.qoe.plugin.host.PluginHost;
import dev.qoe.plugin.host.Scheduler;
import dev.qoe.sim.telemetry.Signal;
import dev.qoe.sim.telemetry.SignalGenerator;
import dev.qoe.sim.telemetry.Waveform;
import dev.qoe.testkit.RecordingSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Publishing and the example configurations fit together:")
class PublishTest {

  private static final String START = "2026-01-01T00:00:00Z";
  private static final String KEY = "key-of-a-test";
  private static final Path MQTT = Path.of("collect/mqtt.yaml");
  private static final Path HTTP = Path.of("data/collect/http-receive.yaml");

  @TempDir private Path folder;
  private final RecordingSink sink = RecordingSink.accepting();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  /** Begins to collect as an example tells, but at another port; returns once it listens. */
  private void collect(Path example, int port) throws IOException {
    String text =
        Files.readString(example)
            .replace("localhost:1883", "127.0.0.1:" + port)
            .replace("8480", Integer.toString(port))
            .replace("${DEVICE_1_KEY}", KEY);
    Path config = Files.writeString(folder.resolve("collect.yaml"), text);
    PluginHost host = PluginHost.builder().scratch(folder.resolve("scratch")).start();
    open.push(host);
    Scheduler scheduler = Scheduler.start(host, CollectConfig.read(config), sink);
    open.push(scheduler);
    Broker.until(
        "all listen", () -> scheduler.collectors().stream().allMatch(CollectorStatus::working));
  }

  private static String receiver(int port) {
    return "http://127.0.0.1:" + port + "/v1/measurements";
  }

  private List<Double> values(String element) {
    return sink.measurements().stream()
        .filter(one -> one.element().equals(ElementPath.of(element)))
        .map(Measurement::value)
        .toList();
  }

  @Test
  @DisplayName("all five signals arrive by MQTT as they were generated")
  void signalsByMqtt() throws Exception {
    int port = Broker.freePort();
    open.push(Broker.start(folder, port));
    collect(MQTT, port);
    assertThat(
            Publish.run("mqtt://127.0.0.1:" + port + "/points", "--start", START, "--times", "20"))
        .isZero();
    Broker.until("all arrive", () -> sink.measurements().size() >= 100);
    assertThat(sink.rejects()).isEmpty();
    long seed = 1;
    for (Waveform waveform : Waveform.values()) {
      Signal same = SignalGenerator.of(waveform.settings().withSeed(seed++)).offset(40);
      assertThat(values("acme/cork/device-1/" + waveform.label()))
          .as(waveform.label())
          .isEqualTo(IntStream.range(0, 20).mapToObj(same::at).toList());
    }
    assertThat(sink.measurements().get(99))
        .satisfies(one -> assertThat(one.time()).isEqualTo("2026-01-01T00:00:19Z"))
        .satisfies(one -> assertThat(one.kpi()).isEqualTo(Kpi.ROUND_TRIP_TIME))
        .satisfies(one -> assertThat(one.unit()).isEqualTo(Unit.of("ms")));
  }

  @Test
  @DisplayName("a fleet of devices arrives by HTTP, packed or plain")
  void fleetByHttp() throws Exception {
    int port = Broker.freePort();
    collect(HTTP, port);
    String[] fleet = {receiver(port), "--key", KEY, "--fleet", "3", "--times", "5", "--start"};
    assertThat(Publish.run(with(fleet, START))).isZero();
    assertThat(sink.measurements()).hasSize(3 * 4 * 5);
    assertThat(Publish.run(with(fleet, "2026-01-01T01:00:00Z", "--plain", "--per-message", "60")))
        .isZero();
    assertThat(sink.measurements()).hasSize(2 * 3 * 4 * 5);
    assertThat(sink.measurements().get(0).element()).hasToString("acme/cork/device-1/device-1");
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName("lines of measurements arrive, with and without a unit")
  void file() throws Exception {
    Path lines =
        Files.writeString(
            folder.resolve("lines.jsonl"),
            """
            {"element":"acme/cork/device-1","kpi":"TRN_RTT","time":"2026-01-01T00:00:00Z","value":7}
            {"element":"acme/cork/device-1","kpi":"TRN_LOSS","time":"2026-01-01T00:00:00Z","value":2,"unit":"%","quality":0.5}
            """);
    int port = Broker.freePort();
    open.push(Broker.start(folder, port));
    collect(MQTT, port);
    assertThat(Publish.run("mqtt://127.0.0.1:" + port + "/points", "--input", lines.toString()))
        .isZero();
    Broker.until("all arrive", () -> sink.measurements().size() == 2);
    assertThat(sink.measurements())
        .extracting(one -> one.kpi() + " " + one.value() + " " + one.unit() + " " + one.quality())
        .containsExactly("TRN_RTT 7.0 (declared) 1.0", "TRN_LOSS 2.0 % 0.5");
    assertThat(sink.measurements().get(0).unit()).isEqualTo(Unit.DECLARED);
  }

  @Test
  @DisplayName("messages for a receiver that is not there yet are sent again until it is")
  void laterByHttp() throws Exception {
    int port = Broker.freePort();
    try (HttpOutlet outlet = HttpOutlet.to(URI.create(receiver(port)), KEY)) {
      sendsAgain(outlet, () -> collect(HTTP, port));
    }
    assertThat(values("acme/cork/device-1")).hasSize(25);
  }

  @Test
  @DisplayName("messages for a broker that is not there yet are sent again until it is")
  void laterByMqtt() throws Exception {
    int port = Broker.freePort();
    try (MqttOutlet outlet = MqttOutlet.to(URI.create("tcp://127.0.0.1:" + port), "points")) {
      sendsAgain(
          outlet,
          () -> {
            open.push(Broker.start(folder, port));
            collect(MQTT, port);
          });
    }
    Broker.until("all arrive", () -> values("acme/cork/device-1").size() == 25);
  }

  /** What makes the other end come. */
  @FunctionalInterface
  private interface Coming {
    void come() throws Exception;
  }

  private static void sendsAgain(Outlet outlet, Coming other) throws Exception {
    Deque<Duration> pauses = new ArrayDeque<>();
    Producer producer =
        new Producer(
            outlet,
            10,
            true,
            5,
            pause -> {
              pauses.add(pause);
              if (pauses.size() == 3) {
                come(other);
              }
            },
            1);
    MeasurementSource source =
        Sources.signals(
            Map.of(ElementPath.of("acme/cork/device-1"), seconds -> seconds),
            Kpi.ROUND_TRIP_TIME,
            Unit.of("ms"),
            Instant.parse(START),
            Duration.ofSeconds(1),
            25);
    assertThat(producer.run(source)).isEqualTo(25);
    assertThat(producer.messages()).isEqualTo(3);
    assertThat(producer.retries()).isEqualTo(3);
    assertThat(pauses.getLast()).isBetween(Duration.ofMillis(200), Duration.ofMillis(401));
  }

  private static void come(Coming other) {
    try {
      other.come();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("what cannot be meant is told, with exit code 2, and what fails with 1")
  void usage() {
    assertThat(Publish.run("ftp://127.0.0.1/points")).isEqualTo(2);
    assertThat(Publish.run("mqtt://127.0.0.1")).isEqualTo(2);
    assertThat(Publish.run("mqtt://127.0.0.1/points", "--signal", "saw")).isEqualTo(2);
    assertThat(Publish.run("mqtt://127.0.0.1/points", "--input", "no-such-file")).isEqualTo(1);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}
