package dev.qoe.examples.producer;

import java.io.IOException;
import java.net.URI;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * An outlet that publishes each message at a broker, by quality of service 1.
 *
 * <p>It connects when it has something to send, and again after a failure. Confine to one thread.
 */
public final class MqttOutlet implements Outlet {

  private static final long PATIENCE_MILLIS = 5_000;

  private final URI broker;
  private final String topic;
  private final String clientId = MqttClient.generateClientId();
  private @Nullable MqttClient client;

  private MqttOutlet(URI broker, String topic) {
    this.broker = broker;
    this.topic = topic;
  }

  /**
   * Returns an outlet that publishes at {@code broker}, for example {@code tcp://localhost:1883}.
   */
  public static MqttOutlet to(URI broker, String topic) {
    return new MqttOutlet(broker, topic);
  }

  @Override
  public void send(byte[] message) throws IOException {
    try {
      MqttMessage told = new MqttMessage(message);
      told.setQos(1);
      connected().publish(topic, told);
    } catch (MqttException e) {
      close();
      throw new IOException("broker '%s' did not take a message: %s".formatted(broker, e), e);
    }
  }

  private MqttClient connected() throws MqttException {
    MqttClient present = client;
    if (present == null) {
      present = new MqttClient(broker.toString(), clientId, new MemoryPersistence());
      client = present;
      present.setTimeToWait(PATIENCE_MILLIS);
      present.connect(new MqttConnectOptions());
    }
    return present;
  }

  @Override
  public void close() {
    MqttClient last = client;
    client = null;
    if (last != null) {
      try {
        if (last.isConnected()) {
          last.disconnect(PATIENCE_MILLIS);
        }
        last.close(true);
      } catch (MqttException e) {
        // It was not connected: there is nothing to end.
        client = null;
      }
    }
  }
}
