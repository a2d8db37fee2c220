package dev.qoe.plugin.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A server that sends given bytes whatever it is asked, and then closes, drips on for ever, or
 * resets the connection.
 */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;
  private final boolean resets;

  RawServer(String answer, String drip) {
    this(answer, drip, false);
  }

  /** Starts a server that takes what it is asked and hangs up as rudely as can be. */
  static RawServer resetting() {
    return new RawServer("", "", true);
  }

  private RawServer(String answer, String drip, boolean resets) {
    this.resets = resets;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> serve(answer, drip), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return url("http");
  }

  String url(String scheme) {
    return "%s://127.0.0.1:%d/".formatted(scheme, socket.getLocalPort());
  }

  private void serve(String answer, String drip) {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept();
          OutputStream out = one.getOutputStream()) {
        one.setSoLinger(resets, 0);
        one.getInputStream().read(new byte[4096]);
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (!drip.isEmpty()) {
          out.write(drip.getBytes(StandardCharsets.UTF_8));
          out.flush();
          TimeUnit.MILLISECONDS.sleep(20);
        }
      } catch (IOException e) {
        // the client went: the next may come
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
