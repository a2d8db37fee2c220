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
import dev.qoe.testkit.RecordingSink;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example configurations of qoe collect")
class CollectExamplesTest {

  private static final Path EXAMPLES = Path.of("collect");

  @TempDir private Path folder;
  private final RecordingSink sink = RecordingSink.accepting();

  private Path config(String name, String from, String to) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(name)).replace(from, to);
    return Files.writeString(folder.resolve(name), text);
  }

  private static void publish(int port, String topic, String text) throws Exception {
    try (MqttOutlet outlet = MqttOutlet.to(URI.create("tcp://127.0.0.1:" + port), topic)) {
      outlet.send(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private PluginHost host() {
    return PluginHost.builder().scratch(folder.resolve("scratch")).start();
  }

  private static void untilListening(Scheduler scheduler) {
    Broker.until(
        "all listen", () -> scheduler.collectors().stream().allMatch(CollectorStatus::working));
  }

  @Test
  @DisplayName("read numbers, JSON and what the producer publishes at a mosquitto")
  void mqtt() throws Exception {
    Broker.run(
        folder,
        port -> {
          Path config = config("mqtt.yaml", "localhost:1883", "127.0.0.1:" + port);
          try (PluginHost host = host();
              Scheduler scheduler = Scheduler.start(host, CollectConfig.read(config), sink)) {
            untilListening(scheduler);
            publish(port, "site/cork/rtt", "21.5");
            publish(port, "site/cork/cell/c1/radio", "{\"time\":1,\"rsrp\":-90,\"sinr\":[7]}");
            try (MqttOutlet outlet =
                MqttOutlet.to(URI.create("tcp://127.0.0.1:" + port), "points")) {
              Producer.of(outlet, 10, true, 5)
                  .run(
                      Sources.signals(
                          Map.of(ElementPath.of("acme/cork/c2"), seconds -> 5.0),
                          Kpi.ROUND_TRIP_TIME,
                          Unit.of("ms"),
                          Instant.EPOCH,
                          Duration.ofSeconds(1),
                          25));
            }
            Broker.until("all arrive", () -> sink.measurements().size() >= 28);
          }
        });
    assertThat(sink.rejects()).isEmpty();
    assertThat(sink.measurements())
        .extracting(Measurement::element)
        .extracting(Object::toString)
        .contains("acme/cork", "acme/cork/c1", "acme/cork/c2")
        .hasSize(28);
  }

  @Test
  @DisplayName("read uplinks of LoRaWAN devices at a mosquitto")
  void lorawan() throws Exception {
    Broker.run(
        folder,
        port -> {
          Path config = config("lorawan.yaml", "localhost:1883", "127.0.0.1:" + port);
          try (PluginHost host = host();
              Scheduler scheduler = Scheduler.start(host, CollectConfig.read(config), sink)) {
            untilListening(scheduler);
            publish(
                port,
                "application/1/device/0102030405060708/event/up",
                "{\"deviceInfo\":{\"devEui\":\"0102030405060708\"},\"rxInfo\":[{\"rssi\":-70}]}");
            publish(
                port,
                "v3/app/devices/d/up",
                "{\"end_device_ids\":{\"dev_eui\":\"0102030405060709\"},\"uplink_message\":"
                    + "{\"rx_metadata\":[{\"rssi\":-80}]}}");
            Broker.until("all arrive", () -> sink.measurements().size() == 2);
          }
        });
    assertThat(sink.measurements())
        .extracting(one -> one.element() + " " + one.value())
        .containsExactlyInAnyOrder(
            "acme/sensors/0102030405060708 -70.0", "acme/sensors/0102030405060709 -80.0");
  }

  @Test
  @DisplayName("read files once")
  void files() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.csv"), "time,cell,rtt,loss\n2020-07-13 13:00:00,c1,20,1.5\n");
    Path config = config("files.yaml", "in/*.csv", in + "/*.csv");
    for (int run = 0; run < 2; run++) {
      try (PluginHost host = host();
          Scheduler scheduler = Scheduler.once(host, CollectConfig.read(config), sink)) {
        assertThat(scheduler.await(Duration.ofSeconds(10))).isTrue();
      }
    }
    assertThat(sink.measurements())
        .extracting(one -> one.element() + " " + one.time() + " " + one.value() + one.unit())
        .isEqualTo(
            List.of(
                "acme/cork/c1 2020-07-13T12:00:00Z 20.0ms",
                "acme/cork/c1 2020-07-13T12:00:00Z 1.5%"));
  }
}
