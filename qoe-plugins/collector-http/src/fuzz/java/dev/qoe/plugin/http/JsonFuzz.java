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

/** JSON of any bytes ends in measurements or in an error of the right kind. */
class JsonFuzz {

  private static final byte[] GOOD =
      """
      {"d":[{"id":"a","t":"2026-01-01T00:00:00Z","rtt":20.5},{"id":"b","t":1767225600123,"rtt":null}],
      "timestamp":1767225600,"signals":{"rtt":21.5,"TRN_LOSS":0},"element":"acme/a","kpi":"TRN_RTT",
      "time":"2026-01-01T00:00:00Z","value":5,"unit":"ms","quality":0.5}
      """
          .getBytes(StandardCharsets.UTF_8);

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
    decode(bytes);
    decode(spliced(bytes));
  }

  private static void decode(byte[] bytes) {
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
