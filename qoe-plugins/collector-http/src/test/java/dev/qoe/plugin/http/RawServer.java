package dev.qoe.plugin.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A server that sends given bytes whatever it is asked, and then closes, or drips on for ever. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;

  RawServer(String answer, String drip) {
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
    return "http://127.0.0.1:%d/".formatted(socket.getLocalPort());
  }

  private void serve(String answer, String drip) {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept();
          OutputStream out = one.getOutputStream()) {
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
