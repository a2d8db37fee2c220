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

/** JSON of any bytes ends in measurements or in an error of the right kind. */
class JsonFuzz {

  private static final Origin ORIGIN = new Origin("fuzz", ElementPath.of("acme"), Instant.EPOCH);
  private static final ValueRule SIGNAL =
      new ValueRule("rtt", Kpi.of("TRN_RTT"), Unit.DECLARED, 2, Map.of(), true);
  private static final ValueRule POINTED =
      new ValueRule("/rtt", Kpi.of("TRN_RTT"), Unit.DECLARED, 2, Map.of(), false);
  private static final List<Decoder> DECODERS =
      List.of(
          new JsonDecoder(paths("", "{element}", "", SIGNAL), true),
          new JsonDecoder(paths("", "{element}", "", SIGNAL), false),
          new JsonDecoder(paths("/d/*", "{element}/{/id}", "/t", POINTED), false));

  private static JsonDecoder.Paths paths(
      String items, String element, String time, ValueRule rule) {
    return new JsonDecoder.Paths(items, ElementTemplate.of(element), time, List.of(rule));
  }

  @FuzzTest(maxDuration = "60s")
  void text(byte[] bytes) {
    for (Decoder decoder : DECODERS) {
      try {
        decoder.decode(new String(bytes, StandardCharsets.UTF_8), ORIGIN, Batch.create());
      } catch (PluginException e) {
        if (e.kind() != ErrorKind.MALFORMED) {
          throw new AssertionError("an error must be of what came: " + e.getMessage(), e);
        }
      }
    }
  }
}
