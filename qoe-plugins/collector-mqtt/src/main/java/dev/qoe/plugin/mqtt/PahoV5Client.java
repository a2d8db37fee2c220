package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import dev.qoe.plugin.mqtt.BrokerLink.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection by MQTT 5.
 *
 * <p>The library ends the handshake of quality of service 2 by itself, before what came is safe:
 * quality 1 is asked for instead, and what comes again is known again. Acknowledging is
 * thread-safe; for the rest, confine to one thread.
 */
final class PahoV5Client implements BrokerClient {

  private static final Logger LOG = LoggerFactory.getLogger(PahoV5Client.class);
  private static final long GOODBYE_MILLIS = 300;
  private static final int SAFE_QOS = 1;

  private final Connection how;
  private final MqttAsyncClient client;

  PahoV5Client(Connection how, int number, BrokerLink.Listener listener) throws PluginException {
    this.how = how;
    try {
      client =
          new MqttAsyncClient(how.address().plainUri(), how.clientId(), new MemoryPersistence());
    } catch (MqttException e) {
      throw told(e);
    }
    client.setManualAcks(true);
    client.setCallback(new Ears(number, how.limit(), listener));
  }

  @Override
  public CompletableFuture<Boolean> connect() throws PluginException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(how.session().isZero());
    options.setSessionExpiryInterval(Math.min(how.session().toSeconds(), 0xffffffffL));
    options.setReceiveMaximum(how.receiveMaximum());
    options.setKeepAliveInterval((int) how.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, how.timeout().toSeconds()));
    options.setSocketFactory(BrokerSocket.factory(how.address(), how.limit()));
    how.username().ifPresent(options::setUserName);
    how.password()
        .map(password -> password.getBytes(StandardCharsets.UTF_8))
        .ifPresent(options::setPassword);
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
    Answer<int[]> answer = new Answer<>(IMqttToken::getReasonCodes);
    try {
      client.subscribe(
          wanted.stream()
              .map(one -> new MqttSubscription(one.filter(), Math.min(one.qos(), SAFE_QOS)))
              .toArray(MqttSubscription[]::new),
          null,
          answer,
          new MqttProperties());
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

  private static Map<String, String> properties(@Nullable MqttProperties properties) {
    if (properties == null || properties.getUserProperties().isEmpty()) {
      return Map.of();
    }
    Map<String, String> told = new LinkedHashMap<>();
    for (UserProperty property : properties.getUserProperties()) {
      told.putIfAbsent(property.getKey(), property.getValue());
    }
    return told;
  }

  /** An answer that is waited for. Thread-safe. */
  private final class Answer<T> implements MqttActionListener {
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
  private record Ears(int number, FrameLimit limit, BrokerLink.Listener listener)
      implements MqttCallback {

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException thrown = response.getException();
      listener.lost(
          number, thrown != null ? PahoTrouble.words(thrown) : "code " + response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      listener.lost(number, PahoTrouble.words(exception));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      listener.arrived(
          new Message(
              number,
              message.getId(),
              message.getQos(),
              limit.takeDuplicate(message.getId()),
              topic,
              message.getPayload(),
              properties(message.getProperties())));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // We publish nothing.
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
      // The answer to connecting tells that.
    }

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {
      // No extended authentication is asked for.
    }
  }
}
