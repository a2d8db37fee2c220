package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import org.jspecify.annotations.Nullable;

/**
 * A link by MQTT 3.1.1; each connection has a client of its own, so that none inherits trouble.
 *
 * <p>Connected and closed by one thread at a time; acknowledging is thread-safe.
 */
final class PahoV3Link implements BrokerLink {

  private static final int REFUSED = 0x80;
  private static final long GOODBYE_MILLIS = 300;

  private final Connection how;
  private final Listener listener;
  private volatile @Nullable MqttAsyncClient client;
  private volatile int connection;
  private volatile boolean session;

  PahoV3Link(Connection how, Listener listener) {
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
              "tcp://" + uriHost(how.address()),
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

  static String uriHost(BrokerAddress address) {
    String host = address.host();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.port();
  }

  private void subscribe(MqttAsyncClient made, List<Subscription> subscriptions)
      throws MqttException, PluginException, InterruptedException {
    CompletableFuture<IMqttToken> subscribed = new CompletableFuture<>();
    made.subscribe(
        subscriptions.stream().map(Subscription::filter).toArray(String[]::new),
        subscriptions.stream().mapToInt(Subscription::qos).toArray(),
        null,
        listen(subscribed));
    int[] granted = PahoTrouble.await(subscribed, how).getGrantedQos();
    for (int i = 0; i < granted.length; i++) {
      if (granted[i] >= REFUSED) {
        throw PahoTrouble.refusedSubscription(how, subscriptions.get(i).filter(), granted[i]);
      }
    }
  }

  private MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(how.session().isZero());
    options.setKeepAliveInterval((int) how.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, how.timeout().toSeconds()));
    options.setSocketFactory(BrokerSocket.factory(how.address(), how.limit()));
    how.username().ifPresent(options::setUserName);
    how.password().map(String::toCharArray).ifPresent(options::setPassword);
    return options;
  }

  private IMqttActionListener listen(CompletableFuture<IMqttToken> answer) {
    return new IMqttActionListener() {
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

  /** What hears of one connection. Thread-safe. */
  private final class Ears implements MqttCallback {
    private final int number;

    Ears(int number) {
      this.number = number;
    }

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
