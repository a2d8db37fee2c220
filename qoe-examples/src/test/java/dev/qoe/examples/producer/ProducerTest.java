package dev.qoe.examples.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The producer")
class ProducerTest {

  private static final Instant START = Instant.parse("2020-02-13T12:00:00Z");

  private final List<byte[]> taken = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  /** So many round-trip times of a cell, one a second. */
  private static MeasurementSource count(int times) {
    return Sources.signals(
        Map.of(ElementPath.of("acme/cork/cell-1"), seconds -> seconds),
        Kpi.ROUND_TRIP_TIME,
        Unit.of("ms"),
        START,
        Duration.ofSeconds(1),
        times);
  }

  private Outlet failing(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return new Outlet() {
      @Override
      public void send(byte[] message) throws IOException {
        if (left.getAndDecrement() > 0) {
          throw new IOException("not now");
        }
        taken.add(message);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  @DisplayName("makes one message of ten points, and sends the rest at the end")
  void batches() throws Exception {
    Producer producer = Producer.of(failing(0), 10, false, 1);
    assertThat(producer.run(count(25))).isEqualTo(25);
    assertThat(producer.messages()).isEqualTo(3);
    assertThat(new String(taken.get(2), StandardCharsets.UTF_8))
        .startsWith(
            "[{\"element\":\"acme/cork/cell-1\",\"kpi\":\"TRN_RTT\","
                + "\"time\":\"2020-02-13T12:00:20Z\",\"value\":20.0,\"unit\":\"ms\",\"quality\":1.0},");
  }

  @Test
  @DisplayName("tries again with growing pauses, and gives up in the end")
  void retries() throws Exception {
    Producer producer = new Producer(failing(4), 10, true, 5, pauses::add, 1);
    assertThat(producer.run(count(10))).isEqualTo(10);
    assertThat(producer.retries()).isEqualTo(4);
    assertThat(pauses).hasSize(4);
    assertThat(pauses.get(3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(801));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(taken.get(0)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("[{");
    }
    Producer hopeless = new Producer(failing(9), 10, true, 3, pauses::add, 1);
    assertThatThrownBy(() -> hopeless.run(count(1)))
        .hasMessageContaining("not taken over in 3 attempts: not now");
    assertThatThrownBy(() -> Producer.of(failing(0), 0, true, 1))
        .hasMessageContaining("at least 1");
  }

  @Test
  @DisplayName("takes what qoe collect prints, and posts it to a web server until it takes it")
  void http() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/in",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean busy = requests.getAndIncrement() == 0;
          if (!busy) {
            taken.add(body);
          }
          exchange.sendResponseHeaders(busy ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
    String lines =
        """
        {"element":"acme/cork/c1","kpi":"TRN_RTT","time":"2020-02-13T12:00:00Z","value":7,"unit":"ms"}

        {"element":"acme/cork/c1","event":"rat-change","time":"2020-02-13T12:00:00Z"}
        """;
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    try (HttpOutlet outlet = HttpOutlet.to(uri)) {
      Producer producer = new Producer(outlet, 10, true, 3, pauses::add, 1);
      assertThat(producer.run(Sources.lines(new BufferedReader(new StringReader(lines)))))
          .isEqualTo(1);
      assertThat(producer.retries()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(taken).hasSize(1);
  }

  @Test
  @DisplayName("does not send again what a web server refuses for good")
  void refused() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/in",
        exchange -> {
          byte[] answer = "who are you".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    try (HttpOutlet outlet = HttpOutlet.to(uri)) {
      Producer producer = new Producer(outlet, 10, true, 3, pauses::add, 1);
      assertThatThrownBy(() -> producer.run(count(1)))
          .isInstanceOf(NotTakenException.class)
          .hasMessageContaining("status 401: who are you");
      assertThat(pauses).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("tells which line of a file is no measurement")
  void badLine() {
    String lines = "\n{\"element\":\"acme/c1\",\"kpi\":\"TRN_RTT\",\"value\":1}\n";
    Producer producer = Producer.of(failing(0), 10, true, 3);
    assertThatThrownBy(
            () -> producer.run(Sources.lines(new BufferedReader(new StringReader(lines)))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 is no measurement")
        .hasMessageContaining("time");
    assertThatThrownBy(
            () -> producer.run(Sources.lines(new BufferedReader(new StringReader("{\"a\"")))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1 is no JSON");
  }

  @Test
  @DisplayName("waits for what is not due yet")
  void live() throws Exception {
    MeasurementSource source = Sources.live(count(3), () -> START.plusMillis(500), pauses::add);
    assertThat(Producer.of(failing(0), 1, true, 1).run(source)).isEqualTo(3);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1500));
  }

  @Test
  @DisplayName("tells which broker does not take its messages")
  void deadBroker() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (MqttOutlet outlet = MqttOutlet.to(URI.create("tcp://127.0.0.1:" + port), "points")) {
      assertThatThrownBy(() -> outlet.send(new byte[] {1}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }
}
