package dev.qoe.plugin.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How we connect: to which broker, as whom, and what it keeps for us.
 *
 * <p>Immutable.
 *
 * @param address the broker
 * @param version5 whether MQTT 5 is spoken, else 3.1.1
 * @param clientId our name at the broker
 * @param session how long the broker keeps our messages while we are away; zero if it does not
 * @param username our user; empty if none
 * @param password our password; empty if none
 * @param keepAlive how often we show that we live
 * @param timeout how long connecting may take
 * @param receiveMaximum how many messages may be unacknowledged, 1 to 65535
 * @param limit the bound on the size of messages
 * @param store where half-received messages of quality of service 2 are kept (MQTT 3.1.1); empty
 *     for memory
 */
record Connection(
    BrokerAddress address,
    boolean version5,
    String clientId,
    Duration session,
    Optional<String> username,
    Optional<String> password,
    Duration keepAlive,
    Duration timeout,
    int receiveMaximum,
    FrameLimit limit,
    Optional<Path> store) {

  /** Returns how we are shown: never with our password. */
  @Override
  public String toString() {
    return "connection to " + address;
  }
}
