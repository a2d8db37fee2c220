package dev.qoe.plugin.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Map;

/** CSV of any bytes ends in measurements or in an error of the right kind. */
class CsvFuzz {

  private static final String GOOD =
      """
      cell,time,rtt,note
      a,2026-01-01T00:00:00Z,20.5,"said ""so"", they"
      b,1767225600,3,"two
      lines"
      """;

  private static final Decoder DECODER =
      new CsvDecoder(
          new JsonDecoder.Paths(
              "",
              ElementTemplate.of("{element}/{cell}"),
              "time",
              List.of(new ValueRule("rtt", Kpi.of("TRN_RTT"), Unit.DECLARED, 2, Map.of(), false))));

  @FuzzTest(maxDuration = "60s")
  void text(byte[] bytes) {
    SplicedText.decode(List.of(DECODER), GOOD, bytes);
  }
}
