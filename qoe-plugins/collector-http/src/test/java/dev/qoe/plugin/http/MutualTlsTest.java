package dev.qoe.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TLS with certificates on both sides")
class MutualTlsTest {

  private static final String ONE = "{\"kpi\":\"TRN_RTT\",\"value\":1}";
  private static final String OUR_CERTIFICATE =
      "where they miss or refuse our certificate (setting 'keystore')";
  private static final String HERE = "san=ip:127.0.0.1";

  @TempDir private static Path keys;

  @SuppressWarnings("NullAway.Init") // made once for all tests
  private static Certificates certificates;

  @SuppressWarnings("NullAway.Init") // made once for all tests
  private static Path server;

  @SuppressWarnings("NullAway.Init") // made once for all tests
  private static Path device;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.in(keys);
    server = certificates.signed("server", "-ext", HERE);
    device = certificates.signed("client", "-dname", "CN=probe");
  }

  /** A server that shows {@code shown} and wants a certificate that the authority signed. */
  private static Web web(Path shown) throws Exception {
    Web web = new Web(tls(Optional.of(shown), certificates.trust()));
    return web.page("/m", "application/json", ONE);
  }

  private static SSLContext tls(Optional<Path> shown, Path trust) throws Exception {
    return new Tls(shown, Certificates.PASSWORD, Optional.of(trust), Certificates.PASSWORD)
        .context();
  }

  private static Map<String, Object> settings(Optional<Path> shown, Path trust) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("timeout", "PT5S");
    settings.put("retries", 0);
    settings.put("truststore", trust.toString());
    settings.put("truststore-password", Certificates.PASSWORD);
    shown.ifPresent(
        file -> {
          settings.put("keystore", file.toString());
          settings.put("keystore-password", Certificates.PASSWORD);
        });
    return settings;
  }

  private void assertFails(String url, Map<String, Object> settings, ErrorKind kind, String words) {
    try (Poll poll = new Poll(scratch, settings)) {
      assertThatThrownBy(() -> poll.once(url))
          .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContaining(words);
    }
  }

  private void assertRefused(Web web, Map<String, Object> settings, String words) {
    assertFails(web.url("/m"), settings, ErrorKind.REJECTED, words);
    assertThat(web.requests()).as("nothing was asked of the page").isEmpty();
  }

  @Test
  @DisplayName("polls a server that wants a certificate and is shown the right one")
  void right() throws Exception {
    try (Web web = web(server);
        Poll poll = new Poll(scratch, settings(Optional.of(device), certificates.trust()))) {
      assertThat(poll.once(web.url("/m")).measurements()).hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "names the likely cause where a server without a word ends what has no certificate of its"
          + " own")
  void ourCertificate() throws Exception {
    try (Web web = web(server)) {
      for (Optional<Path> own : List.of(Optional.<Path>empty(), strangers())) {
        assertFails(
            web.url("/m"),
            settings(own, certificates.trust()),
            ErrorKind.UNREACHABLE,
            OUR_CERTIFICATE);
      }
      assertThat(web.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("names that cause too where the server resets or closes the connection")
  void hangsUp() throws Exception {
    try (RawServer rude = RawServer.resetting();
        RawServer curt = new RawServer("", "")) {
      for (RawServer server : List.of(rude, curt)) {
        assertFails(
            server.url("https"),
            settings(Optional.empty(), certificates.trust()),
            ErrorKind.UNREACHABLE,
            OUR_CERTIFICATE);
      }
    }
  }

  private static Optional<Path> strangers() {
    return Optional.of(certificates.stranger());
  }

  @Test
  @DisplayName(
      "asks nothing of a server whose certificate is of another authority, expired,"
          + " or for another host")
  void theirCertificate() throws Exception {
    Optional<Path> own = Optional.of(device);
    try (Web web = web(server)) {
      assertRefused(web, settings(own, certificates.trustStranger()), "cannot be trusted");
    }
    Path expired =
        certificates.signed("expired", "-ext", HERE, "-startdate", "-9d", "-validity", "7");
    try (Web web = web(expired)) {
      assertRefused(web, settings(own, certificates.trust()), "certificate has expired");
    }
    Path elsewhere = certificates.signed("elsewhere", "-ext", "san=dns:probes.example");
    try (Web web = web(elsewhere)) {
      assertRefused(web, settings(own, certificates.trust()), "No subject alternative names");
    }
  }

  @Test
  @DisplayName("tells which file of keys is wrong: no file, no such password, nobody in it")
  void files() throws Exception {
    Path text = Files.writeString(keys.resolve("text.p12"), "no keys");
    try (Web web = web(server)) {
      assertRefused(web, settings(Optional.of(text), certificates.trust()), "text.p12");
      assertRefused(
          web, settings(Optional.of(keys.resolve("gone.p12")), certificates.trust()), "gone.p12");
      Map<String, Object> wrong = settings(Optional.of(device), certificates.trust());
      wrong.put("keystore-password", "another one");
      assertRefused(web, wrong, "client.p12");
      assertRefused(
          web,
          settings(Optional.of(device), certificates.trustNobody()),
          "holds no certificate to trust");
      assertRefused(
          web,
          settings(Optional.of(certificates.trust()), certificates.trust()),
          "holds no key of its own");
    }
  }

  @Test
  @DisplayName("receives from devices that show the right certificate, and from no other")
  void receiver() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    Map<String, Object> settings =
        new HashMap<>(settings(Optional.of(server), certificates.trust()));
    settings.remove("retries");
    settings.put("port", 0);
    settings.put("devices", List.of(Map.of("key", Sender.KEY, "element", "acme")));
    HttpReceiverFactory factory = new HttpReceiverFactory();
    try (TestContext context = TestContext.in(scratch);
        HttpReceiver receiver =
            HttpReceiverFactory.receiver(
                Settings.of("receiver", factory.descriptor().settings(), settings), context)) {
      receiver.start(sink);
      assertThat(send(receiver.port(), tls(Optional.of(device), certificates.trust())))
          .isEqualTo(200);
      String url = "https://127.0.0.1:%d/v1/health".formatted(receiver.port());
      for (Optional<Path> other : List.of(Optional.<Path>empty(), strangers())) {
        SSLContext theirs = tls(other, certificates.trust());
        assertThatThrownBy(() -> send(receiver.port(), theirs)).isInstanceOf(IOException.class);
        try (Poll poll = new Poll(scratch, settings(other, certificates.trust()))) {
          assertThatThrownBy(() -> poll.once(url))
              .as("a reset that overtakes the server's words leaves the likely cause")
              .isInstanceOf(PluginException.class)
              .message()
              .containsAnyOf("does not trust us", OUR_CERTIFICATE);
        }
      }
    }
    assertThat(sink.measurements()).hasSize(1);
  }

  private static int send(int port, SSLContext tls) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d/v1/measurements".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .header("X-API-Key", Sender.KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ONE))
            .build();
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
