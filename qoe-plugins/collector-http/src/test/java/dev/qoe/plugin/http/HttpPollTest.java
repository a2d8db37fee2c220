package dev.qoe.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server plays every fault; it is over 400 lines, for splitting would set it up twice. */
@DisplayName("a poll by HTTP")
class HttpPollTest {

  private static final String JSON = "application/json";
  private static final Map<String, Object> RTT =
      Map.of("path", "/rtt", "kpi", "TRN_RTT", "unit", "ms");
  private static final Map<String, Object> OWN = Map.of();

  @TempDir private Path scratch;
  private final Web web = new Web();

  @AfterEach
  void stop() {
    web.close();
  }

  @Test
  @DisplayName("finds items in JSON by pointers, names them and reads their times")
  void jsonByPointers() throws Exception {
    web.page(
        "/cells",
        JSON,
        """
        {"sites": {"cork": {"cells": [
          {"id": "c1", "at": "2026-01-01T00:00:00Z", "rtt": 20.5},
          {"id": "c2", "at": 1767225600123, "rtt": null, "loss": 3},
          {"id": "c3", "at": "soon", "rtt": 1},
          {"id": "c4", "at": 1767225600, "rtt": "fast"},
          {"at": 1767225600, "rtt": 1}]}}}
        """);
    try (Poll poll =
        new Poll(
            scratch,
            Map.of(
                "items",
                "/sites/*/cells/*",
                "element",
                "{element}/{/id}",
                "time",
                "/at",
                "values",
                List.of(
                    RTT,
                    Map.of(
                        "path", "/loss", "kpi", "TRN_LOSS", "unit", "ratio", "factor", 0.01))))) {
      RecordingSink sink = poll.once(web.url("/cells"));
      assertThat(Poll.lines(sink))
          .containsExactly(
              "acme/c1 TRN_RTT 2026-01-01T00:00:00Z 20.5 ms",
              "acme/c2 TRN_LOSS 2026-01-01T00:00:00.123Z 0.03 ratio");
      assertThat(sink.rejectCounts())
          .isEqualTo(Map.of("bad-time", 1, "not-a-number", 1, "no-name", 1));
      assertThat(sink.rejects().get(0).place()).endsWith("/cells/sites/cork/cells/2");
    }
  }

  @Test
  @DisplayName("reads our own forms without rules")
  void ownForms() throws Exception {
    web.page(
        "/own",
        JSON,
        """
        [{"element":"acme/a","kpi":"TRN_RTT","time":1767225600000000,"value":7,"unit":"ms","quality":0.5},
         {"timestamp":"2026-01-01T00:00:00Z","signals":{"TRN_LOSS":0.1,"spin":4,"TRN_RTT":null}},
         {"element":"other/a","kpi":"TRN_RTT","value":7}, 5]
        """);
    try (Poll poll = new Poll(scratch, OWN)) {
      RecordingSink sink = poll.once(web.url("/own"));
      assertThat(Poll.lines(sink))
          .containsExactly(
              "acme/a TRN_RTT 2026-01-01T00:00:00Z 7.0 ms",
              "acme TRN_LOSS 2026-01-01T00:00:00Z 0.1 (declared)");
      assertThat(sink.measurements().get(0).quality()).isEqualTo(0.5);
      assertThat(sink.rejectCounts())
          .isEqualTo(Map.of("bad-signal", 1, "foreign-element", 1, "not-a-measurement", 1));
    }
  }

  @Test
  @DisplayName("reads CSV by columns, and tells rows that are not as the header")
  void csv() throws Exception {
    web.page(
        "/t.csv",
        "text/csv",
        """
        \uFEFFcell,when,rtt
        c1,2026-01-01T00:00:00Z,5
        c2,1767225600,
        c3,x,1
        c4,1767225600
        c5,1767225600,1f
        """);
    try (Poll poll =
        new Poll(
            scratch,
            Map.of(
                "format",
                "csv",
                "element",
                "{element}/{cell}",
                "time",
                "when",
                "values",
                List.of(Map.of("path", "rtt", "kpi", "TRN_RTT"))))) {
      RecordingSink sink = poll.once(web.url("/t.csv"));
      assertThat(Poll.lines(sink))
          .containsExactly("acme/c1 TRN_RTT 2026-01-01T00:00:00Z 5.0 (declared)");
      assertThat(sink.rejectCounts()).isEqualTo(Map.of("bad-row", 2, "not-a-number", 1));
    }
  }

  @Test
  @DisplayName("reads the text of Prometheus by metric and labels, counters as counters")
  void prometheus() throws Exception {
    web.page(
        "/metrics",
        "text/plain; version=0.0.4",
        """
        # HELP load of the processor
        # TYPE cpu gauge
        cpu{core="0",} 0.25
        cpu{core="1"} NaN
        octets_total{if="eth0 \\"up\\"",dir="in"} 1.5e3 1767225600000
        octets_total{if="eth0",dir="out"} 9 1767225600000
        broken{ 3
        """);
    try (Poll poll =
        new Poll(
            scratch,
            Map.of(
                "format",
                "prometheus",
                "element",
                "{element}/{if}",
                "values",
                List.of(
                    Map.of(
                        "path",
                        "octets_total",
                        "labels",
                        Map.of("dir", "in"),
                        "kpi",
                        "TRN_THPT_N3_UL",
                        "factor",
                        8e-6,
                        "counter",
                        true),
                    Map.of("path", "cpu", "kpi", "DEV_CPU_LOAD"))))) {
      RecordingSink sink = poll.once(web.url("/metrics"));
      assertThat(sink.offered())
          .filteredOn(CounterReading.class::isInstance)
          .singleElement()
          .satisfies(
              thing -> {
                CounterReading reading = (CounterReading) thing;
                assertThat(reading.element().text()).isEqualTo("acme/eth0 \"up\"");
                assertThat(reading.count()).isEqualTo(1500);
                assertThat(reading.unitsPerCount()).isEqualTo(8e-6);
              });
      assertThat(sink.rejectCounts()).isEqualTo(Map.of("no-name", 1, "bad-sample", 1));
    }
  }

  @Test
  @DisplayName("asks with the tag of what it took, and takes nothing that has not changed")
  void tags() throws Exception {
    web.page(
        "/e",
        exchange -> {
          if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
          }
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          Web.send(exchange, 200, JSON, "{\"kpi\":\"TRN_RTT\",\"value\":1}");
        });
    try (Poll poll = new Poll(scratch, OWN)) {
      assertThat(poll.once(web.url("/e")).measurements()).hasSize(1);
      assertThat(poll.once(web.url("/e")).measurements()).isEmpty();
      assertThat(poll.once(web.url("/e")).measurements()).isEmpty();
    }
  }

  @Test
  @DisplayName("follows pages by header and by pointer, and takes what is newer only")
  void pages() throws Exception {
    web.page(
        "/p1",
        exchange -> {
          exchange.getResponseHeaders().set("Link", "</p2?x=1>; rel=\"next\"");
          Web.send(exchange, 200, JSON, "[{\"kpi\":\"TRN_RTT\",\"value\":1,\"time\":1767225600}]");
        });
    web.page("/p2", JSON, "[{\"kpi\":\"TRN_RTT\",\"value\":2,\"time\":1767225660}]");
    web.page("/j1", JSON, "{\"next\":\"/j2\",\"d\":[{\"rtt\":3}]}");
    web.page("/j2", JSON, "{\"next\":null,\"d\":[{\"rtt\":4}]}");
    web.page("/loop", JSON, "{\"next\":\"/loop\",\"d\":[{\"rtt\":4}]}");
    AtomicInteger endless = new AtomicInteger();
    web.page(
        "/endless",
        exchange ->
            Web.send(
                exchange,
                200,
                JSON,
                "{\"next\":\"/endless?%d\",\"d\":[]}".formatted(endless.incrementAndGet())));
    try (Poll poll = new Poll(scratch, OWN)) {
      assertThat(poll.once(web.url("/p1")).measurements())
          .extracting(m -> m.value())
          .containsExactly(1.0, 2.0);
      assertThat(poll.once(web.url("/p1")).measurements()).isEmpty();
    }
    Map<String, Object> byPointer =
        Map.of("next", "/next", "items", "/d/*", "values", List.of(RTT), "max-pages", 3);
    try (Poll poll = new Poll(scratch, byPointer)) {
      assertThat(poll.once(web.url("/j1")).measurements())
          .extracting(m -> m.value())
          .containsExactly(3.0, 4.0);
      assertThatThrownBy(() -> poll.once(web.url("/loop")))
          .hasMessageContaining("its pages go round");
      assertThatThrownBy(() -> poll.once(web.url("/endless")))
          .hasMessageContaining("more than 3 pages");
    }
  }

  @Test
  @DisplayName("tries again where that helps, waits as asked, and stays away as long as asked")
  void retries() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    web.page(
        "/busy",
        exchange -> {
          if (asked.getAndIncrement() == 0) {
            exchange.getResponseHeaders().set("Retry-After", "3");
            Web.send(exchange, 503, "text/plain", "busy");
          } else {
            Web.send(exchange, 200, JSON, "{\"kpi\":\"TRN_RTT\",\"value\":1}");
          }
        });
    web.page(
        "/quota",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "60");
          Web.send(exchange, 429, "text/plain", "no");
        });
    web.page("/denied", exchange -> Web.send(exchange, 403, "text/plain", "no"));
    try (Poll poll = new Poll(scratch, OWN)) {
      assertThat(poll.once(web.url("/busy")).measurements()).hasSize(1);
      assertThat(poll.context().pauses()).contains(Duration.ofSeconds(3));
      assertThatThrownBy(() -> poll.once(web.url("/quota")))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
      int before = web.requests().size();
      assertThatThrownBy(() -> poll.once(web.url("/quota")))
          .hasMessageContaining("asked not to be read");
      assertThatThrownBy(() -> poll.once(web.url("/denied")))
          .hasMessageContaining("check the credentials");
      assertThat(web.requests())
          .as("one for what was denied, none for the quota")
          .hasSize(before + 1);
    }
  }

  @Test
  @DisplayName("shows its credentials to the server that it was told of, and to no other")
  void credentials() throws Exception {
    try (Web other = new Web()) {
      other.page(
          "/there",
          exchange ->
              Web.send(
                  exchange,
                  200,
                  JSON,
                  "{\"kpi\":\"TRN_RTT\",\"value\":%d}"
                      .formatted(
                          exchange.getRequestHeaders().containsKey("Authorization") ? 1 : 0)));
      web.page(
          "/moved",
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.url("/there"));
            exchange.sendResponseHeaders(302, -1);
          });
      web.page(
          "/me",
          exchange ->
              Web.send(
                  exchange,
                  200,
                  JSON,
                  "{\"kpi\":\"TRN_RTT\",\"value\":%d}"
                      .formatted(
                          "Basic YTpi"
                                  .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                              ? 1
                              : 0)));
      try (Poll poll = new Poll(scratch, Map.of("auth", "basic", "user", "a", "secret", "b"))) {
        assertThat(poll.once(web.url("/me")).measurements().get(0).value()).isEqualTo(1);
        assertThat(poll.once(web.url("/moved")).measurements().get(0).value()).isZero();
      }
    }
  }

  @Test
  @DisplayName(
      "gets a token for its name and secret, keeps it, and gets another when it is refused")
  void oauth() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    web.page(
        "/token",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean fine = form.equals("grant_type=client_credentials&scope=read");
          Web.send(
              exchange,
              fine ? 200 : 400,
              JSON,
              "{\"access_token\":\"t%d\",\"expires_in\":3600}".formatted(tokens.incrementAndGet()));
        });
    web.page(
        "/data",
        exchange -> {
          String shown = exchange.getRequestHeaders().getFirst("Authorization");
          boolean fine = ("Bearer t" + tokens.get()).equals(shown) && tokens.get() != 2;
          Web.send(exchange, fine ? 200 : 401, JSON, "{\"kpi\":\"TRN_RTT\",\"value\":1}");
        });
    Map<String, Object> settings =
        Map.of(
            "auth",
            "oauth2",
            "user",
            "id",
            "secret",
            "s",
            "token-url",
            web.url("/token"),
            "scope",
            "read",
            "only-newer",
            false);
    try (Poll poll = new Poll(scratch, settings)) {
      assertThat(poll.once(web.url("/data")).measurements()).hasSize(1);
      assertThat(poll.once(web.url("/data")).measurements()).hasSize(1);
      assertThat(tokens).hasValue(1);
      poll.context().clock().advance(Duration.ofMinutes(59).plusSeconds(40));
      assertThat(poll.once(web.url("/data")).measurements())
          .as("the second is refused, a third asked for")
          .hasSize(1);
      assertThat(tokens).hasValue(3);
    }
  }

  @Test
  @DisplayName("goes to no private address when they are refused, by no redirect either")
  void privateAddresses() {
    try (Poll poll = new Poll(scratch, Map.of("private-addresses", false))) {
      for (String url :
          List.of(
              web.url("/x"),
              "http://localhost/",
              "http://[::1]/",
              "http://10.1.2.3/",
              "http://169.254.169.254/latest",
              "http://100.64.0.1/",
              "http://[fd00::1]/",
              "http://0.0.0.0/",
              "http://[::ffff:127.0.0.1]/")) {
        assertThatThrownBy(() -> poll.once(url)).as(url).hasMessageContaining("is a private one");
      }
    }
    assertThat(web.requests()).isEmpty();
    try (Poll poll = new Poll(scratch, OWN)) {
      web.page(
          "/file",
          exchange -> {
            exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
            exchange.sendResponseHeaders(302, -1);
          });
      web.page(
          "/round",
          exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            exchange.sendResponseHeaders(307, -1);
          });
      assertThatThrownBy(() -> poll.once(web.url("/file"))).hasMessageContaining("must be of HTTP");
      assertThatThrownBy(() -> poll.once(web.url("/round")))
          .hasMessageContaining("redirects more than 5 times");
    }
  }

  @Test
  @DisplayName("unpacks gzip within its limit")
  void gzip() throws Exception {
    web.page("/gz", exchange -> gzip(exchange, "{\"kpi\":\"TRN_RTT\",\"value\":1}"));
    web.page("/bomb", exchange -> gzip(exchange, " ".repeat(3_000_000)));
    try (Poll poll = new Poll(scratch, Map.of("max-kilobytes", 1_000))) {
      assertThat(poll.once(web.url("/gz")).measurements()).hasSize(1);
      assertThatThrownBy(() -> poll.once(web.url("/bomb")))
          .hasMessageContaining("unpacks to more than 1000000 bytes");
    }
  }

  private static void gzip(com.sun.net.httpserver.HttpExchange exchange, String text)
      throws java.io.IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, bytes.size());
    exchange.getResponseBody().write(bytes.toByteArray());
  }

  @Test
  @DisplayName("tells in a sentence what is wrong with a server")
  void badServers() throws Exception {
    Map<String, Object> once = Map.of("retries", 0, "max-kilobytes", 1);
    Map<String, Object> hasty = Map.of("retries", 0, "timeout", "PT0.4S");
    web.page("/html", "text/html", "<html><head><title>Sign in</title></head></html>");
    web.page("/xml", JSON, "<?xml version='1.0'?><a/>");
    web.page("/half", JSON, "{\"kpi\":");
    web.page("/empty", JSON, "");
    web.page("/long", JSON, " ".repeat(2_000));
    web.page(
        "/latin",
        exchange -> {
          exchange.sendResponseHeaders(200, 1);
          exchange.getResponseBody().write(0xE9);
        });
    try (Poll poll = new Poll(scratch, once);
        Poll brief = new Poll(scratch, hasty);
        RawServer lies = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", "");
        RawServer drips = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", " ");
        RawServer stalls = new RawServer("", "");
        RawServer garbage = new RawServer("220 smtp ready\r\n", "")) {
      assertThatThrownBy(() -> poll.once(web.url("/html")))
          .hasMessageContaining("answered HTML")
          .hasMessageContaining("'Sign in'");
      assertThatThrownBy(() -> poll.once(web.url("/xml"))).hasMessageContaining("answered HTML");
      assertThatThrownBy(() -> poll.once(web.url("/half")))
          .hasMessageContaining("it is no JSON")
          .hasMessageContaining("line 1");
      assertThatThrownBy(() -> poll.once(web.url("/empty"))).hasMessageContaining("it is empty");
      assertThatThrownBy(() -> poll.once(web.url("/long")))
          .hasMessageContaining("longer than 1000 bytes");
      assertThatThrownBy(() -> poll.once(web.url("/latin"))).hasMessageContaining("not UTF-8");
      assertThatThrownBy(() -> poll.once(web.url("/none"))).hasMessageContaining("answered 404");
      assertThatThrownBy(() -> poll.once(lies.url()))
          .hasMessageContaining("cannot be read: it broke off");
      assertThatThrownBy(() -> brief.once(drips.url()))
          .hasMessageContaining("did not answer in full within PT0.4S");
      assertThatThrownBy(() -> poll.once(stalls.url())).hasMessageContaining("it broke off");
      assertThatThrownBy(() -> poll.once(garbage.url())).hasMessageContaining("it broke off");
      assertThatThrownBy(() -> poll.once("ftp://host/")).hasMessageContaining("must be of HTTP");
      assertThatThrownBy(() -> poll.once("http://a b/")).hasMessageContaining("is no URL");
    }
  }
}
