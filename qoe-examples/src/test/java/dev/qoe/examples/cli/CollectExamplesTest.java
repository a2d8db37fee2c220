package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the example configuration of qoe collect for")
class CollectExamplesTest {

  /** Longer than it takes any machine to begin to listen. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  @TempDir private Path folder;

  /** Runs an example with other addresses in it. */
  private Run collect(String example, Map<String, String> replaced) throws IOException {
    String yaml = Files.readString(Path.of("data/collect", example));
    for (Map.Entry<String, String> one : replaced.entrySet()) {
      assertThat(yaml).contains(one.getKey());
      yaml = yaml.replace(one.getKey(), one.getValue());
    }
    Path config = Files.writeString(folder.resolve(example), yaml);
    return Run.of(
        "collect", config.toString(), "--once", "--scratch", folder.resolve("own").toString());
  }

  @Test
  @DisplayName("performance files prints the indicators of their cells, once")
  void pm() throws IOException {
    Run run = collect("pm.yaml", Map.of());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .hasSize(6)
        .anyMatch(
            l -> l.contains("acme/cork/gnb-1/1\",\"kpi\":\"RAN_RRC_SR\"") && l.contains("0.995"))
        .anyMatch(
            l -> l.contains("gnb-1/2\",\"kpi\":\"RAN_UETHP_DL\"") && l.contains("\"value\":6.1"));
    assertThat(collect("pm.yaml", Map.of()).out()).isEmpty();
  }

  @Test
  @DisplayName("pages prints what a server tells")
  void http() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    page(
        server,
        "/probes",
        "{\"sites\":[{\"probes\":[{\"id\":\"p1\",\"at\":\"2026-01-01T00:00:00Z\",\"rtt\":21,\"loss\":0.5}]}]}");
    page(server, "/metrics", "# TYPE node_cpu_busy_ratio gauge\nnode_cpu_busy_ratio 0.25\n");
    server.start();
    try {
      Run run =
          collect(
              "http.yaml", Map.of("127.0.0.1:8080", "127.0.0.1:" + server.getAddress().getPort()));
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out())
          .hasSize(3)
          .anyMatch(l -> l.contains("acme/cork/p1\",\"kpi\":\"TRN_RTT\""))
          .anyMatch(l -> l.contains("server-1\",\"kpi\":\"DEV_CPU_LOAD\""));
    } finally {
      server.stop(0);
    }
  }

  private static void page(HttpServer server, String path, String text) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  @DisplayName("devices prints what they send")
  void httpReceive() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> send(port));
    Run run =
        collect(
            "http-receive.yaml",
            Map.of("8480", Integer.toString(port), "${DEVICE_1_KEY}", "key-of-a-test"));
    assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(run.out())
        .singleElement()
        .asString()
        .contains("acme/cork/device-1\",\"kpi\":\"TRN_RTT\"");
  }

  /** Sends once the receiver listens. */
  private static int send(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/measurements".formatted(port)))
            .header("Content-Type", "application/json")
            .header("X-API-Key", "key-of-a-test")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"signals\":{\"rtt\":21.5}}"))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      } catch (IOException e) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
    return -1;
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
  }
}
