package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.persist.MqttDefaultFilePersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/**
 * A link by MQTT 5; each connection has a client of its own, so that none inherits trouble.
 *
 * <p>Connected and closed by one thread at a time; acknowledging is thread-safe.
 */
final class PahoV5Link implements BrokerLink {

  private static final int REFUSED = 0x80;
  private static final long GOODBYE_MILLIS = 300;

  private final Connection how;
  private final Listener listener;
  private volatile @Nullable MqttAsyncClient client;
  private volatile int connection;
  private volatile boolean session;

  PahoV5Link(Connection how, Listener listener) {
    this.how = how;
    this.listener = listener;
  }

  @Override
  public int connect(List<Subscription> subscriptions)
      throws PluginException, InterruptedException {
    close();
    int number = connection + 1;
    connection = number;
    try {
      MqttAsyncClient made =
          new MqttAsyncClient(
              "tcp://" + PahoV3Link.uriHost(how.address()),
              how.clientId(),
              how.store().isPresent()
                  ? new MqttDefaultFilePersistence(how.store().get().toString())
                  : new MemoryPersistence());
      client = made;
      made.setManualAcks(true);
      made.setCallback(new Ears(number));
      CompletableFuture<IMqttToken> connected = new CompletableFuture<>();
      made.connect(options(), null, listen(connected));
      boolean kept = PahoTrouble.await(connected, how).getSessionPresent();
      if (!(kept && session)) {
        subscribe(made, subscriptions);
        session = true;
      }
      return number;
    } catch (MqttException e) {
      close();
      throw PahoTrouble.of(how, e.getReasonCode(), e);
    } catch (PluginException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void subscribe(MqttAsyncClient made, List<Subscription> subscriptions)
      throws MqttException, PluginException, InterruptedException {
    CompletableFuture<IMqttToken> subscribed = new CompletableFuture<>();
    made.subscribe(
        subscriptions.stream()
            .map(one -> new MqttSubscription(one.filter(), one.qos()))
            .toArray(MqttSubscription[]::new),
        null,
        listen(subscribed),
        new MqttProperties());
    int[] granted = PahoTrouble.await(subscribed, how).getReasonCodes();
    for (int i = 0; i < granted.length; i++) {
      if (granted[i] >= REFUSED) {
        throw PahoTrouble.refusedSubscription(how, subscriptions.get(i).filter(), granted[i]);
      }
    }
  }

  private MqttConnectionOptions options() {
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
    return options;
  }

  private MqttActionListener listen(CompletableFuture<IMqttToken> answer) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        answer.complete(token);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable thrown) {
        int code = thrown instanceof MqttException told ? told.getReasonCode() : -1;
        answer.completeExceptionally(PahoTrouble.of(how, code, thrown));
      }
    };
  }

  @Override
  public void acknowledge(Message message) {
    MqttAsyncClient present = client;
    if (present != null && message.qos() > 0 && message.connection() == connection) {
      try {
        present.messageArrivedComplete(message.id(), message.qos());
      } catch (MqttException e) {
        // The connection is lost: the broker sends the message again, and we know it then.
        listener.lost(message.connection(), PahoTrouble.words(e));
      }
    }
  }

  @Override
  public void close() {
    MqttAsyncClient last = client;
    client = null;
    if (last == null) {
      return;
    }
    try {
      last.disconnectForcibly(0, GOODBYE_MILLIS, last.isConnected());
    } catch (MqttException e) {
      // It was not connected: there is nobody to say goodbye to.
      listener.lost(connection, PahoTrouble.words(e));
    }
    try {
      last.close(true);
    } catch (MqttException e) {
      listener.lost(connection, PahoTrouble.words(e));
    }
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

  /** What hears of one connection. Thread-safe. */
  private final class Ears implements MqttCallback {
    private final int number;

    Ears(int number) {
      this.number = number;
    }

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
              how.limit().takeDuplicate(message.getId()),
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
      // The future of the connection tells that.
    }

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {
      // No extended authentication is asked for.
    }
  }
}
