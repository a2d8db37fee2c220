package dev.qoe.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a poll of pages that change, move and ask for time")
class HttpPagesTest {

  private static final String JSON = "application/json";
  private static final String ONE = "{\"kpi\":\"TRN_RTT\",\"value\":1}";
  private static final Map<String, Object> OWN = Map.of();

  @TempDir private Path scratch;
  private final Web web = new Web();

  @AfterEach
  void stop() {
    web.close();
  }

  /** A page with a tag; one that has not changed is answered with 304. */
  private void tagged(String path, String tag, String next, String text) {
    web.page(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("ETag", tag);
          if (!next.isEmpty()) {
            exchange.getResponseHeaders().set("Link", "<%s>; rel=next".formatted(next));
          }
          if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            Web.send(exchange, 200, JSON, text);
          }
        });
  }

  private static String at(int second) {
    return "{\"kpi\":\"TRN_RTT\",\"time\":%d,\"value\":%d}"
        .formatted(1_767_225_600 + second, second);
  }

  @Test
  @DisplayName("goes on to the next page where the one before has not changed")
  void laterPageChanges() throws Exception {
    tagged("/1", "\"a\"", "/2", at(1));
    tagged("/2", "\"b\"", "", at(2));
    try (Poll poll = new Poll(scratch, OWN)) {
      assertThat(poll.once(web.url("/1")).measurements()).hasSize(2);
      assertThat(poll.once(web.url("/1")).measurements()).isEmpty();
      tagged("/2", "\"c\"", "", "[%s,%s]".formatted(at(2), at(3)));
      assertThat(poll.once(web.url("/1")).measurements())
          .extracting(m -> m.value())
          .containsExactly(3.0);
    }
  }

  @Test
  @DisplayName("does not believe a page that says it has not changed when it was not asked so")
  void unasked() {
    web.page("/m", exchange -> exchange.sendResponseHeaders(304, -1));
    try (Poll poll = new Poll(scratch, OWN)) {
      assertThatThrownBy(() -> poll.once(web.url("/m"))).hasMessageContaining("was not asked");
    }
  }

  @Test
  @DisplayName("says so where its rules find nothing in what it read")
  void nothingFound() throws Exception {
    Map<String, Object> rule = Map.of("path", "/rtt", "kpi", "TRN_RTT");
    web.page("/m", JSON, "{\"d\":[{\"delay\":3}]}");
    web.page("/none", JSON, "{\"d\":[]}");
    try (Poll poll = new Poll(scratch, Map.of("items", "/d/*", "values", List.of(rule)))) {
      RecordingSink sink = poll.once(web.url("/m"));
      assertThat(sink.rejectCounts()).isEqualTo(Map.of("nothing-found", 1));
    }
    web.page("/metrics", "text/plain", "other 1\nother 2\n");
    Map<String, Object> metric = Map.of("path", "rtt", "kpi", "TRN_RTT");
    try (Poll poll = new Poll(scratch, Map.of("format", "prometheus", "values", List.of(metric)))) {
      assertThat(poll.once(web.url("/metrics")).rejects())
          .singleElement()
          .satisfies(reject -> assertThat(reject.detail()).contains("none of 2 items"));
    }
  }

  @Test
  @DisplayName("tells the first mistakes of a page, and the number of the others")
  void manyMistakes() throws Exception {
    web.page("/m", "text/plain", "rtt 5\n" + "1\n".repeat(50_000));
    Map<String, Object> metric = Map.of("path", "rtt", "kpi", "TRN_RTT");
    try (Poll poll = new Poll(scratch, Map.of("format", "prometheus", "values", List.of(metric)))) {
      RecordingSink sink = poll.once(web.url("/m"));
      assertThat(sink.measurements()).hasSize(1);
      assertThat(sink.rejects()).hasSize(Told.MOST_MISTAKES + 1);
      assertThat(sink.rejects().get(Told.MOST_MISTAKES).detail()).startsWith("49000 more");
    }
  }

  @Test
  @DisplayName("waits until the time that a server names, and stays away until it has come")
  void retryAtTime() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Poll poll = new Poll(scratch, Map.of("longest-wait", "PT10S", "only-newer", false))) {
      web.page(
          "/m",
          exchange -> {
            int seconds = asked.incrementAndGet() == 1 ? 7 : 90;
            if (asked.get() == 2 || asked.get() == 4) {
              Web.send(exchange, 200, JSON, ONE);
              return;
            }
            Instant then = poll.context().clock().instant().plusSeconds(seconds);
            exchange
                .getResponseHeaders()
                .set(
                    "Retry-After",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC)));
            Web.send(exchange, 429, "text/plain", "later");
          });
      assertThat(poll.once(web.url("/m")).measurements()).hasSize(1);
      assertThat(poll.context().pauses()).contains(Duration.ofSeconds(7));
      assertThatThrownBy(() -> poll.once(web.url("/m")))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
      poll.context().clock().advance(Duration.ofSeconds(80));
      assertThatThrownBy(() -> poll.once(web.url("/m")))
          .hasMessageContaining("asked not to be read before");
      assertThat(asked).as("it was left alone").hasValue(3);
      poll.context().clock().advance(Duration.ofSeconds(11));
      assertThat(poll.once(web.url("/m")).measurements()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, PT5S",
    "0, PT0S",
    "99999999999999999999, PT24H",
    "'Thu, 01 Jan 2026 00:00:30 GMT', PT30S",
    "'Wed, 31 Dec 2025 23:00:00 GMT', PT0S",
    "'Thu, 01 Jan 2099 00:00:00 GMT', PT24H"
  })
  @DisplayName("waits for seconds or until a time, from none to a day")
  void retryAfter(String header, Duration wait) {
    assertThat(RetryAfter.of(header, Instant.parse("2026-01-01T00:00:00Z"))).contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "''", "1.5", "'Thu, 32 Jan 2026 00:00:00 GMT'"})
  @DisplayName("makes nothing of a time to wait that is none")
  void noRetryAfter(String header) {
    assertThat(RetryAfter.of(header, Instant.EPOCH)).isEmpty();
  }

  @Test
  @DisplayName("follows no redirect from a public address to a private one")
  void redirectInside() {
    // The server plays a proxy, so that what it answers comes from a public address.
    web.page(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", web.url("/inside"));
          exchange.sendResponseHeaders(302, -1);
        });
    web.page("/inside", JSON, ONE);
    URI here = web.uri("/");
    HttpClient client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(here.getHost(), here.getPort())))
            .build();
    Fetcher fetcher = new Fetcher(client, new Addresses(false), Duration.ofSeconds(5), 1_000);
    URI outside = URI.create("http://198.51.100.1/moved");
    assertThatThrownBy(() -> fetcher.get(outside, Map.of(), Map.of(), outside))
        .hasMessageContaining("/inside' is a private one (127.0.0.1)");
    assertThat(web.requests()).singleElement().asString().contains("/moved");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:99999/",
    "http:///path",
    "mailto:a@b",
    "//",
    "http://[::1",
    "http://a_b/"
  })
  @DisplayName("says so where a redirect leads to what is no address")
  void redirectNowhere(String location) {
    web.page(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(302, -1);
        });
    try (Poll poll = new Poll(scratch, Map.of("retries", 0))) {
      assertThatThrownBy(() -> poll.once(web.url("/moved"))).isInstanceOf(PluginException.class);
    }
  }

  @Test
  @DisplayName("sends no token on that holds what a header cannot")
  void badToken() {
    web.page("/token", JSON, "{\"access_token\":\"a\\r\\nX-Other: b\"}");
    Map<String, Object> settings =
        Map.of("auth", "oauth2", "user", "id", "secret", "s", "token-url", web.url("/token"));
    try (Poll poll = new Poll(scratch, settings)) {
      assertThatThrownBy(() -> poll.once(web.url("/m"))).hasMessageContaining("no access_token");
    }
  }
}
