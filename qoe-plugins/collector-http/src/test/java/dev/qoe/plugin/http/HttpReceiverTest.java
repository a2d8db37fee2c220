package dev.qoe.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.FlakySink;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a receiver of measurements by HTTP")
class HttpReceiverTest {

  private static final String JSON = "application/json";
  private static final String ONE = "{\"kpi\":\"TRN_RTT\",\"value\":5,\"unit\":\"ms\"}";

  @TempDir private Path scratch;
  private TestContext context;

  @SuppressWarnings("NullAway.Init") // each test starts its own
  private HttpReceiver receiver;

  private final RecordingSink sink = RecordingSink.accepting();
  private final Sender sender = new Sender();

  @BeforeEach
  void context() {
    context = TestContext.in(scratch);
  }

  @AfterEach
  void stop() {
    receiver.close();
    context.close();
  }

  private void start(Map<String, ?> more, dev.qoe.api.spi.Sink to) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("port", 0);
    settings.put(
        "devices", List.of(Map.of("key", Sender.KEY, "element", "acme/cork", "per-minute", 10)));
    settings.put("signals", List.of(Map.of("path", "rtt", "kpi", "TRN_RTT", "unit", "us")));
    settings.putAll(more);
    receiver =
        HttpReceiverFactory.receiver(
            Settings.of("receiver", new HttpReceiverFactory().descriptor().settings(), settings),
            context);
    receiver.start(to);
  }

  private HttpResponse<String> send(String type, String body, String... headers) throws Exception {
    String[] all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("X-API-Key", Sender.KEY),
                java.util.stream.Stream.of(headers))
            .toArray(String[]::new);
    return sender.send(receiver.port(), type, body.getBytes(StandardCharsets.UTF_8), all);
  }

  @Test
  @DisplayName("takes signals, measurements, lines and tables, and tells what became of them")
  void forms() throws Exception {
    start(Map.of(), sink);
    assertThat(
            send(JSON, "{\"timestamp\":1767225600,\"signals\":{\"rtt\":900,\"TRN_LOSS\":0.1}}")
                .body())
        .contains("\"accepted\":2");
    assertThat(send(JSON, ONE).statusCode()).isEqualTo(200);
    assertThat(send("application/x-ndjson", ONE + "\n{\"kpi\":\n").body())
        .contains("\"accepted\":1")
        .contains("\"mistakes\":1")
        .contains("acme/cork:2");
    assertThat(
            send(
                    "text/csv",
                    """
                    element,kpi,time,value
                    acme/cork/a,TRN_RTT,2026-01-01T00:00:00Z,3
                    acme/dublin,TRN_RTT,,3
                    """)
                .body())
        .contains("\"accepted\":1")
        .contains("not below");
    assertThat(Poll.lines(sink))
        .containsExactly(
            "acme/cork TRN_RTT 2026-01-01T00:00:00Z 900.0 us",
            "acme/cork TRN_LOSS 2026-01-01T00:00:00Z 0.1 (declared)",
            "acme/cork TRN_RTT 2020-01-01T00:00:00Z 5.0 ms",
            "acme/cork TRN_RTT 2020-01-01T00:00:00Z 5.0 ms",
            "acme/cork/a TRN_RTT 2026-01-01T00:00:00Z 3.0 (declared)");
  }

  @Test
  @DisplayName("refuses wrong keys, types, methods, places and bodies, each with its status")
  void refusals() throws Exception {
    start(Map.of("max-kilobytes", 1), sink);
    byte[] one = ONE.getBytes(StandardCharsets.UTF_8);
    assertThat(sender.send(receiver.port(), JSON, one).statusCode()).isEqualTo(401);
    assertThat(sender.send(receiver.port(), JSON, one, "X-API-Key", "another key").statusCode())
        .isEqualTo(401);
    assertThat(
            sender
                .send(receiver.port(), JSON, one, "Authorization", "Bearer " + Sender.KEY)
                .statusCode())
        .isEqualTo(200);
    assertThat(send("application/xml", "<a/>").statusCode()).isEqualTo(415);
    assertThat(send(JSON, "{\"kpi\":").statusCode()).isEqualTo(400);
    assertThat(send(JSON, "{\"kpi\":\"x\",\"value\":1}").statusCode()).isEqualTo(422);
    assertThat(send(JSON, " ".repeat(1_001)).statusCode()).isEqualTo(413);
    assertThat(send(JSON, "x", "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
    assertThat(send(JSON, "x", "Content-Encoding", "br").statusCode()).isEqualTo(415);
    assertThat(gzip(ONE).statusCode()).isEqualTo(200);
    assertThat(gzip(" ".repeat(900_000)).statusCode()).as("a bomb").isEqualTo(413);
    assertThat(raw("GET /v1/measurements HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains(" 405 ");
    assertThat(raw("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains(" 200 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).contains(" 404 ");
    assertThat(sink.measurements()).hasSize(2);
  }

  private HttpResponse<String> gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return sender.send(
        receiver.port(),
        JSON,
        bytes.toByteArray(),
        "X-API-Key",
        Sender.KEY,
        "Content-Encoding",
        "gzip");
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("holds a device to its quota and says when to come again")
  void quota() throws Exception {
    start(Map.of(), sink);
    String five = "[" + String.join(",", List.of(ONE, ONE, ONE, ONE, ONE)) + "]";
    assertThat(send(JSON, five).statusCode()).isEqualTo(200);
    assertThat(send(JSON, five).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = send(JSON, five);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
    context.clock().advance(Duration.ofSeconds(30));
    assertThat(send(JSON, five).statusCode()).isEqualTo(200);
    assertThat(
            send(JSON, "[" + String.join(",", java.util.Collections.nCopies(11, ONE)) + "]")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  @DisplayName("takes each value once from a device that sends again what there was no room for")
  void noRoom() throws Exception {
    FlakySink flaky = FlakySink.puttingOff(7).prompt();
    start(
        Map.of(
            "per-minute",
            100,
            "devices",
            List.of(Map.of("key", Sender.KEY, "element", "acme/cork"))),
        flaky);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append("{\"kpi\":\"TRN_RTT\",\"value\":%d}\n".formatted(i));
    }
    int tries = 0;
    HttpResponse<String> answer;
    do {
      answer = send("application/x-ndjson", lines.toString());
      tries++;
    } while (answer.statusCode() == 429 && tries < 100);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(tries).isGreaterThan(1);
    assertThat(answer.body()).contains("\"accepted\":20");
    assertThat(flaky.record().accepted()).hasSize(20);
  }

  @Test
  @DisplayName("answers only once what it took is durable")
  void durable() throws Exception {
    FlakySink late = FlakySink.of(1, 0, 0);
    start(Map.of(), late);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return send(JSON, ONE);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (late.unanswered() == 0) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    assertThat(answer).isNotDone();
    late.answer(Acceptance.RETRY_LATER);
    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
  }

  @Test
  @DisplayName("lets go of a device that drips, and serves others meanwhile")
  void drips() throws Exception {
    start(Map.of("timeout", "PT1S"), sink);
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      slow.setSoTimeout(30_000);
      silent.setSoTimeout(30_000);
      slow.getOutputStream()
          .write(
              ("POST /v1/measurements HTTP/1.1\r\n"
                      + "Host: x\r\n"
                      + "Content-Type: application/json\r\n"
                      + "X-API-Key: "
                      + Sender.KEY
                      + "\r\nContent-Length: 900\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(send(JSON, ONE).statusCode()).isEqualTo(200);
      Thread dripping = new Thread(() -> drip(slow));
      dripping.start();
      byte[] answer = slow.getInputStream().readNBytes("HTTP/1.1 408".length());
      assertThat(answer).asString(StandardCharsets.UTF_8).isEqualTo("HTTP/1.1 408");
      assertThat(silent.getInputStream().read()).as("closed").isEqualTo(-1);
      slow.shutdownOutput();
      dripping.join();
    }
  }

  /** Sends a byte now and then until the other end, or this one, has had enough. */
  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write(' ');
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (IOException e) {
      // that is the end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
