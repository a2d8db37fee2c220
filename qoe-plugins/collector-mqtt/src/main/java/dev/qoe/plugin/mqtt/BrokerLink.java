package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a broker, one connection after the other; each has a client of its own, so that none
 * inherits trouble.
 *
 * <p>Connected and closed by one thread at a time; {@link #acknowledge} is thread-safe.
 */
final class BrokerLink {

  private static final int REFUSED = 0x80;

  /** What hears of messages and of the end of the connection, on threads of the library. */
  interface Listener {
    /** Takes a message; blocks while there is no room. */
    void arrived(Message message) throws InterruptedException;

    /** Hears that the broker kept nothing for us: it delivers nothing again. */
    void begunAnew();

    /** Hears that a connection is lost. */
    void lost(int connection, String why);
  }

  /** A filter of topics and the quality of service wanted. Immutable. */
  record Subscription(String filter, int qos) {}

  private final Connection how;
  private final Listener listener;
  private volatile @Nullable BrokerClient client;
  private volatile int connection;
  private boolean subscribed;

  BrokerLink(Connection how, Listener listener) {
    this.how = how;
    this.listener = listener;
  }

  /**
   * Connects and subscribes.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @return the number of the connection, which grows
   * @throws PluginException if the broker cannot be reached, or refuses us or a subscription
   */
  int connect(List<Subscription> subscriptions) throws PluginException, InterruptedException {
    close();
    int number = connection + 1;
    connection = number;
    try {
      BrokerClient made =
          how.version5()
              ? new PahoV5Client(how, number, listener)
              : new PahoV3Client(how, number, listener);
      client = made;
      boolean kept = PahoTrouble.await(made.connect(), how);
      if (!kept) {
        listener.begunAnew();
      }
      if (!kept || !subscribed) {
        subscribe(made, subscriptions);
        subscribed = true;
      }
      return number;
    } catch (PluginException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void subscribe(BrokerClient made, List<Subscription> subscriptions)
      throws PluginException, InterruptedException {
    int[] granted = PahoTrouble.await(made.subscribe(subscriptions), how);
    for (int i = 0; i < granted.length; i++) {
      if (granted[i] >= REFUSED) {
        throw PahoTrouble.refusedSubscription(how, subscriptions.get(i).filter(), granted[i]);
      }
    }
  }

  /** Tells the broker that a message need not be sent again; does nothing if it cannot. */
  void acknowledge(Message message) {
    BrokerClient present = client;
    if (present != null && message.qos() > 0 && message.connection() == connection) {
      try {
        present.acknowledge(message);
      } catch (PluginException e) {
        // The connection is lost: the broker sends the message again, and we know it then.
        listener.lost(message.connection(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Ends the connection and every thread; may be called more than once. */
  void close() {
    BrokerClient last = client;
    client = null;
    if (last != null) {
      last.close();
    }
  }
}
