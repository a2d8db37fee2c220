package dev.qoe.plugin.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** A device that publishes, and returns once the broker has what it published. */
final class Publisher implements AutoCloseable {

  private final MqttClient client;

  private Publisher(MqttClient client) {
    this.client = client;
  }

  static Publisher at(Mosquitto broker) throws MqttException {
    MqttClient client =
        new MqttClient(
            "tcp://127.0.0.1:" + broker.port(), "pub" + System.nanoTime(), new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setKeepAliveInterval(60);
    client.setTimeToWait(5_000);
    client.connect(options);
    return new Publisher(client);
  }

  void publish(String topic, String text) throws MqttException {
    publish(topic, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  void publish(String topic, byte[] payload, Map<String, String> properties) throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    MqttProperties told = new MqttProperties();
    List<UserProperty> all =
        properties.entrySet().stream()
            .map(one -> new UserProperty(one.getKey(), one.getValue()))
            .toList();
    told.setUserProperties(all);
    message.setProperties(told);
    client.publish(topic, message);
  }

  @Override
  public void close() throws MqttException {
    try {
      client.disconnectForcibly(0, 200);
    } finally {
      client.close(true);
    }
  }
}
