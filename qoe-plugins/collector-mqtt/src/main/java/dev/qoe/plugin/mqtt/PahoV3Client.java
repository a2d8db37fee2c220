package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import dev.qoe.plugin.mqtt.BrokerLink.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.client.mqttv3.persist.MqttDefaultFilePersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection by MQTT 3.1.1.
 *
 * <p>Acknowledging is thread-safe; for the rest, confine to one thread.
 */
final class PahoV3Client implements BrokerClient {

  private static final Logger LOG = LoggerFactory.getLogger(PahoV3Client.class);
  private static final long GOODBYE_MILLIS = 300;

  private final Connection how;
  private final MqttAsyncClient client;

  PahoV3Client(Connection how, int number, BrokerLink.Listener listener) throws PluginException {
    this.how = how;
    try {
      client =
          new MqttAsyncClient(
              how.address().plainUri(),
              how.clientId(),
              how.store().isPresent()
                  ? new MqttDefaultFilePersistence(how.store().get().toString())
                  : new MemoryPersistence());
    } catch (MqttException e) {
      throw told(e);
    }
    client.setManualAcks(true);
    client.setCallback(new Ears(number, listener));
  }

  @Override
  public CompletableFuture<Boolean> connect() throws PluginException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(how.session().isZero());
    options.setKeepAliveInterval((int) how.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, how.timeout().toSeconds()));
    options.setSocketFactory(BrokerSocket.factory(how.address(), how.limit()));
    how.username().ifPresent(options::setUserName);
    how.password().map(String::toCharArray).ifPresent(options::setPassword);
    Answer<Boolean> answer = new Answer<>(IMqttToken::getSessionPresent);
    try {
      client.connect(options, null, answer);
    } catch (MqttException e) {
      throw told(e);
    }
    return answer.future;
  }

  @Override
  public CompletableFuture<int[]> subscribe(List<Subscription> wanted) throws PluginException {
    Answer<int[]> answer = new Answer<>(IMqttToken::getGrantedQos);
    try {
      client.subscribe(
          wanted.stream().map(Subscription::filter).toArray(String[]::new),
          wanted.stream().mapToInt(Subscription::qos).toArray(),
          null,
          answer);
    } catch (MqttException e) {
      throw told(e);
    }
    return answer.future;
  }

  @Override
  public void acknowledge(Message message) throws PluginException {
    try {
      client.messageArrivedComplete(message.id(), message.qos());
    } catch (MqttException e) {
      throw told(e);
    }
  }

  @Override
  public void close() {
    try {
      try {
        client.disconnectForcibly(0, GOODBYE_MILLIS, client.isConnected());
      } finally {
        client.close(true);
      }
    } catch (MqttException e) {
      LOG.debug("{} had ended before", how, e);
    }
  }

  private PluginException told(MqttException thrown) {
    return PahoTrouble.of(how, thrown.getReasonCode(), thrown);
  }

  /** An answer that is waited for. Thread-safe. */
  private final class Answer<T> implements IMqttActionListener {
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Function<IMqttToken, T> content;

    Answer(Function<IMqttToken, T> content) {
      this.content = content;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      future.complete(content.apply(token));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable thrown) {
      int code = thrown instanceof MqttException told ? told.getReasonCode() : -1;
      future.completeExceptionally(PahoTrouble.of(how, code, thrown));
    }
  }

  /** What hears of the connection. Thread-safe. */
  private record Ears(int number, BrokerLink.Listener listener) implements MqttCallback {

    @Override
    public void connectionLost(Throwable cause) {
      listener.lost(number, cause == null ? "it was ended" : PahoTrouble.words(cause));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      listener.arrived(
          new Message(
              number,
              message.getId(),
              message.getQos(),
              message.isDuplicate(),
              topic,
              message.getPayload(),
              Map.of()));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // We publish nothing.
    }
  }
}
