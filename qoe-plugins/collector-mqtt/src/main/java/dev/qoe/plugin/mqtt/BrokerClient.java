package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One connection to a broker, by one of the libraries: made for it, and ended with it.
 *
 * <p>Failures are told as what they mean, see {@link PahoTrouble}; they come thrown, or as the
 * failure of an answer. {@link #acknowledge} is thread-safe; for the rest, confine to one thread.
 */
interface BrokerClient {

  /** Connects; the answer is whether the broker still knew our session. */
  CompletableFuture<Boolean> connect() throws PluginException;

  /** Subscribes; the answers are the qualities of service granted, or codes of refusal. */
  CompletableFuture<int[]> subscribe(List<BrokerLink.Subscription> wanted) throws PluginException;

  /** Tells the broker that a message of this connection need not be sent again. */
  void acknowledge(Message message) throws PluginException;

  /** Ends the connection and every thread of it. */
  void close();
}
