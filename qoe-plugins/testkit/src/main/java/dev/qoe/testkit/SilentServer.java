package dev.qoe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The other end that hangs: a TCP server on this machine that takes connections and never says a
 * word.
 *
 * <p>Connections are taken by the operating system's backlog, so it has no thread. Thread-safe.
 *
 * @since 0.1
 */
public final class SilentServer implements AutoCloseable {

  private final ServerSocket socket;

  private SilentServer(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Returns a server on a free port of the loopback interface.
   *
   * @throws UncheckedIOException if there is none
   */
  public static SilentServer open() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      return new SilentServer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  /** Returns its address as {@code 127.0.0.1}. */
  public String host() {
    return socket.getInetAddress().getHostAddress();
  }

  /** Returns its port, 1 to 65535. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Returns its address and port as {@code 127.0.0.1:40123}. */
  public String address() {
    return host() + ":" + port();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "silent server at " + address();
  }
}
