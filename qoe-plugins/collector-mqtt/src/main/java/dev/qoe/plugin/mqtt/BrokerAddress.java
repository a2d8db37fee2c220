package dev.qoe.plugin.mqtt;

import java.net.URI;
import java.util.Optional;

/**
 * Where a broker is reached, and how safely.
 *
 * <p>Immutable.
 *
 * @param host its name or address
 * @param port its port, 1 to 65535
 * @param tls how it is made safe; empty if it is not
 */
record BrokerAddress(String host, int port, Optional<Tls> tls) {

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Returns the address that {@code uri} names.
   *
   * @throws IllegalArgumentException if it is none of a broker
   */
  static BrokerAddress of(URI uri, Tls tls) {
    String scheme = String.valueOf(uri.getScheme());
    boolean safe = scheme.equals("mqtts") || scheme.equals("ssl");
    String host = uri.getHost();
    if ((!safe && !scheme.equals("mqtt") && !scheme.equals("tcp")) || host == null) {
      throw new IllegalArgumentException(
          "setting 'broker' must be mqtt://host:port or mqtts://host:port");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "setting 'broker' must not hold a user: give 'username' and 'password'");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : safe ? TLS_PORT : PLAIN_PORT;
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "port of setting 'broker' must be from 1 to 65535: " + port);
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new BrokerAddress(bare, port, safe ? Optional.of(tls) : Optional.empty());
  }

  /**
   * Returns it as the libraries take it; what makes it safe is below them: {@link BrokerSocket}.
   */
  String plainUri() {
    return "tcp://%s:%d".formatted(host.indexOf(':') >= 0 ? "[" + host + "]" : host, port);
  }

  @Override
  public String toString() {
    return "%s://%s:%d".formatted(tls.isPresent() ? "mqtts" : "mqtt", host, port);
  }
}
