package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.util.List;

/**
 * The way to a broker, whatever library and version of the protocol it is made of.
 *
 * <p>It is connected and closed by one thread at a time; {@link #acknowledge} is thread-safe.
 */
interface BrokerLink {

  /** What hears of messages and of the end of the connection, on threads of the link. */
  interface Listener {
    /** Takes a message; blocks while there is no room. */
    void arrived(Message message) throws InterruptedException;

    /** Hears that a connection is lost. */
    void lost(int connection, String why);
  }

  /** A filter of topics and the quality of service wanted. Immutable. */
  record Subscription(String filter, int qos) {}

  /**
   * Connects and subscribes.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @return the number of the connection, which grows
   * @throws PluginException if the broker cannot be reached, or refuses us or a subscription
   */
  int connect(List<Subscription> subscriptions) throws PluginException, InterruptedException;

  /** Tells the broker that a message need not be sent again; does nothing if it cannot. */
  void acknowledge(Message message);

  /** Ends the connection and every thread; may be called more than once. */
  void close();
}
