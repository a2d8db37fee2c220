package dev.qoe.plugin.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Map;

/** JSON of any bytes ends in measurements or in an error of the right kind. */
class JsonFuzz {

  private static final String GOOD =
      """
      {"d":[{"id":"a","t":"2026-01-01T00:00:00Z","rtt":20.5},{"id":"b","t":1767225600123,"rtt":null}],
      "timestamp":1767225600,"signals":{"rtt":21.5,"TRN_LOSS":0},"element":"acme/a","kpi":"TRN_RTT",
      "time":"2026-01-01T00:00:00Z","value":5,"unit":"ms","quality":0.5}
      """;

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
    SplicedText.decode(DECODERS, GOOD, bytes);
  }
}
