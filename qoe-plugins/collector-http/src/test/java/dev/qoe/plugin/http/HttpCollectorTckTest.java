package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import dev.qoe.testkit.SilentServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the collector that polls by HTTP keeps the contract of collectors:")
class HttpCollectorTckTest extends CollectorTck {

  private static final ElementPath ROOT = ElementPath.of("acme/cork");
  private static final String SECRET = "s3cr3t-of-the-test";

  private final Web web =
      new Web()
          .page(
              "/data",
              "application/json",
              """
              [{"element":"acme/cork/a","kpi":"TRN_RTT","time":"2020-01-01T00:00:00Z","value":5},
               {"element":"acme/cork/b","kpi":"TRN_RTT","time":"2020-01-01T00:00:00Z","value":6},
               {"timestamp":"2020-01-01T00:01:00Z","signals":{"TRN_LOSS":0.1,"TRN_RTT":7}}]
              """);

  @AfterEach
  void stop() {
    web.close();
  }

  @Override
  protected CollectorFactory factory() {
    return new HttpCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("auth", "bearer", "secret", SECRET, "timeout", "PT30S");
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("format", "xml"),
        Map.of("items", "data"),
        Map.of("element", "{dn}"),
        Map.of("values", List.of(Map.of("path", "/rtt"))),
        Map.of("values", List.of(Map.of("path", "rtt", "kpi", "no kpi"))),
        Map.of("values", List.of(Map.of("path", "rtt", "kpi", "TRN_RTT", "factor", "0"))),
        Map.of("next", "links"),
        Map.of("headers", Map.of("Host", "other")),
        Map.of("max-pages", "0"),
        Map.of("retries", "-1"),
        Map.of("timeout", "PT0S"));
  }

  @Override
  protected Target target() {
    return Target.of(ROOT, web.url("/data"));
  }

  @Override
  protected Optional<Target> deadTarget() {
    return Optional.of(Target.of(ROOT, "http://127.0.0.1:1/data"));
  }

  @Override
  protected Optional<Target> silentTarget(SilentServer server) {
    return Optional.of(Target.of(ROOT, "http://" + server.address() + "/"));
  }
}
