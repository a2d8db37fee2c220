package dev.qoe.plugin.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The text of Prometheus of any bytes ends in measurements or in an error of the right kind. */
class PrometheusFuzz {

  private static final byte[] GOOD =
      """
      # TYPE up gauge
      up{if="a",say="x\\\\n"} 20.5 1767225600000
      up{if="b",} +Inf # {trace="1"} 5
      """
          .getBytes(StandardCharsets.UTF_8);

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
    decode(bytes);
    decode(spliced(bytes));
  }

  private static void decode(byte[] bytes) {
    try {
      DECODER.decode(new String(bytes, StandardCharsets.UTF_8), ORIGIN, Batch.create());
    } catch (PluginException e) {
      if (e.kind() != ErrorKind.MALFORMED) {
        throw new AssertionError("an error must be of what came: " + e.getMessage(), e);
      }
    }
  }

  /** Returns a good text of which a piece is replaced: by what, and where, the bytes say. */
  private static byte[] spliced(byte[] bytes) {
    if (bytes.length < 3) {
      return GOOD;
    }
    int from = ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) % (GOOD.length + 1);
    int after = from + (bytes[2] & 0xFF) % (GOOD.length - from + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(GOOD, 0, from);
    out.write(bytes, 3, bytes.length - 3);
    out.write(GOOD, after, GOOD.length - after);
    return out.toByteArray();
  }
}
