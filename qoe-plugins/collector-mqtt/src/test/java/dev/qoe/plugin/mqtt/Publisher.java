package dev.qoe.plugin.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** A device that publishes, and returns once the broker has what it published. */
final class Publisher implements AutoCloseable {

  private static final long PATIENCE_NANOS = 5_000_000_000L;

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
    client.setTimeToWait(60_000);
    client.connect(options);
    return new Publisher(client);
  }

  void publish(String topic, String text) throws MqttException {
    publish(topic, text, 1);
  }

  void publish(String topic, String text, int qos) throws MqttException {
    publish(topic, text.getBytes(StandardCharsets.UTF_8), qos, Map.of());
  }

  void publish(String topic, byte[] payload, Map<String, String> properties) throws MqttException {
    publish(topic, payload, 1, properties);
  }

  private void publish(String topic, byte[] payload, int qos, Map<String, String> properties)
      throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(qos);
    MqttProperties told = new MqttProperties();
    List<UserProperty> all =
        properties.entrySet().stream()
            .map(one -> new UserProperty(one.getKey(), one.getValue()))
            .toList();
    told.setUserProperties(all);
    message.setProperties(told);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!taken(topic, message, end)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The client may count a message as in flight for a moment after it was acknowledged. */
  private boolean taken(String topic, MqttMessage message, long end) throws MqttException {
    try {
      client.publish(topic, message);
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT
          || System.nanoTime() >= end) {
        throw e;
      }
      return false;
    }
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
