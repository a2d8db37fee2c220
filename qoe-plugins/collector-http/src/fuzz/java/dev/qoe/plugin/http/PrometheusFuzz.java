package dev.qoe.plugin.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The text of Prometheus of any bytes ends in measurements or in an error of the right kind. */
class PrometheusFuzz {

  private static final Origin ORIGIN = new Origin("fuzz", ElementPath.of("acme"), Instant.EPOCH);
  private static final Decoder DECODER =
      new PrometheusDecoder(
          new JsonDecoder.Paths(
              "",
              ElementTemplate.of("{element}/{if}"),
              "",
              List.of(new ValueRule("up", Kpi.of("TRN_RTT"), Unit.DECLARED, 2, Map.of(), true))));

  @FuzzTest(maxDuration = "60s")
  void text(byte[] bytes) {
    try {
      DECODER.decode(new String(bytes, StandardCharsets.UTF_8), ORIGIN, Batch.create());
    } catch (PluginException e) {
      if (e.kind() != ErrorKind.MALFORMED) {
        throw new AssertionError("an error must be of what came: " + e.getMessage(), e);
      }
    }
  }
}
