package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.testkit.PushCollectorTck;
import dev.qoe.testkit.SilentServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
    "the MQTT collector keeps the contract of collectors that are pushed to, at mosquitto:")
class MqttCollectorTckTest extends PushCollectorTck {

  @TempDir private Path folder;
  private Mosquitto broker;

  @BeforeEach
  void startBroker() {
    broker = Mosquitto.start(folder, "allow_anonymous true");
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Override
  protected PushCollectorFactory factory() {
    return new MqttCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    Map<String, Object> settings = Fixture.number(broker.uri());
    settings.put("username", "qoe");
    settings.put("password", "not-for-anyones-eyes");
    return settings;
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("broker", "http://127.0.0.1"),
        Map.of("broker", "mqtt://me:secret@127.0.0.1"),
        Map.of("qos", "3"),
        Map.of("routes", List.of()),
        Map.of("routes", List.of(Map.of("topic", "a/#/b", "element", "acme"))),
        Map.of("routes", List.of(Map.of("topic", "a", "element", "acme", "decoder", "xml"))),
        Map.of("session", "PT1H"),
        Map.of("receive-maximum", "0"),
        Map.of("certificate", "client.pem"),
        Map.of("pins", "abc"));
  }

  @Override
  protected Optional<Map<String, ?>> deadSettings() {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("broker", "mqtt://127.0.0.1:" + Mosquitto.freePort());
    return Optional.of(settings);
  }

  @Override
  protected Optional<Map<String, ?>> silentSettings(SilentServer server) {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("broker", "mqtt://" + server.address());
    return Optional.of(settings);
  }

  @Override
  protected int push() throws Exception {
    try (Publisher device = Publisher.at(broker)) {
      for (int i = 0; i < 20; i++) {
        device.publish("site/cork-" + i + "/rtt", Integer.toString(10 + i));
      }
    }
    return 20;
  }
}
