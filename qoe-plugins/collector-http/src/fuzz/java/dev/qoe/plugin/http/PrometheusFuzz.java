package dev.qoe.plugin.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Map;

/** The text of Prometheus of any bytes ends in measurements or in an error of the right kind. */
class PrometheusFuzz {

  private static final String GOOD =
      """
      # TYPE up gauge
      up{if="a",say="x\\\\n"} 20.5 1767225600000
      up{if="b",} +Inf # {trace="1"} 5
      """;

  private static final Decoder DECODER =
      new PrometheusDecoder(
          new JsonDecoder.Paths(
              "",
              ElementTemplate.of("{element}/{if}"),
              "",
              List.of(new ValueRule("up", Kpi.of("TRN_RTT"), Unit.DECLARED, 2, Map.of(), true))));

  @FuzzTest(maxDuration = "60s")
  void text(byte[] bytes) {
    SplicedText.decode(List.of(DECODER), GOOD, bytes);
  }
}
