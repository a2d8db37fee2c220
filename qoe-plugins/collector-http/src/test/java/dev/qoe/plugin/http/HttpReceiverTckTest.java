package dev.qoe.plugin.http;

import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.testkit.PushCollectorTck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the collector that is sent to by HTTP keeps the contract of collectors:")
class HttpReceiverTckTest extends PushCollectorTck {

  private static final int VALUES = 6;

  private int port;
  private ServerSocket taken;

  @BeforeEach
  void findPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void freePort() throws IOException {
    taken.close();
  }

  @Override
  protected PushCollectorFactory factory() {
    return new HttpReceiverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of(
        "port", port, "devices", List.of(Map.of("key", Sender.KEY, "element", "acme/cork")));
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("port", "70000"),
        Map.of("devices", List.of(Map.of("key", "short", "element", "acme"))),
        Map.of("devices", List.of(Map.of("key", Sender.KEY))),
        Map.of("devices", List.of()),
        Map.of("per-minute", "0"),
        Map.of("truststore", "trust.p12"),
        Map.of("signals", List.of(Map.of("path", "x"))));
  }

  @Override
  protected Optional<? extends Map<String, ?>> deadSettings() {
    return Optional.of(Map.of("port", taken.getLocalPort(), "anonymous-element", "acme"));
  }

  /** Sends until all is taken, as devices are told to; a plain socket leaves nothing behind. */
  @Override
  protected int push() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < VALUES; i++) {
      body.append("{\"kpi\":\"TRN_RTT\",\"time\":%d,\"value\":1}\n".formatted(1_577_836_800L + i));
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST /v1/measurements HTTP/1.1
        Host: localhost
        Content-Type: application/x-ndjson
        X-API-Key: %s
        Content-Length: %d
        Connection: close

        """
            .formatted(Sender.KEY, bytes.length)
            .replace("\n", "\r\n");
    for (int tries = 0; tries < 100; tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/1.1 429") && !answer.startsWith("HTTP/1.1 503")) {
          return VALUES;
        }
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    throw new IOException("it never had room");
  }
}
