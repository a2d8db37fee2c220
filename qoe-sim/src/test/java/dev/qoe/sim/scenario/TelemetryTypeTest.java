package dev.qoe.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.core.json.QoeJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TelemetryTypeTest {

  private static final String SCENARIO =
      """
      {"type": "telemetry", "seed": 42, "start": "2026-03-01T00:00:00Z", "duration": "1 min",
       "signals": [
         {"element": "acme/lab/probe-1", "kpi": "TRN_RTT", "unit": "ms", "every": "500 ms",
          "signal": {"sum": [{"waveform": "sine"}, {"waveform": "uniform-noise"},
                             {"waveform": "uniform-noise"}, {"constant": 3}],
                     "scale": 0.5, "offset": 40, "min": 1, "max": 800}},
         {"element": "acme/lab/probe-1", "kpi": "DEV_CPU_LOAD", "every": "30 s",
          "signal": {"waveform": "random-walk", "amplitude": 0.1, "seed": 7}}],
       "fleet": {"element": "acme/lab", "devices": 5, "every": "10 s", "faults_per_hour": 100,
                 "counter": true, "truth": true}}
      """;

  private static List<ObjectNode> run(String scenario, long... seed) throws Exception {
    List<ObjectNode> lines = new ArrayList<>();
    ScenarioRun run = ScenarioRun.to(lines::add);
    Scenarios.standard()
        .read(new ObjectMapper().readTree(scenario), Path.of(""))
        .run(seed.length == 0 ? run : run.withSeed(seed[0]));
    return lines;
  }

  @DisplayName("Every line is a measurement or an event of the vocabulary, in the order of time")
  @Test
  void lines() throws Exception {
    List<ObjectNode> lines = run(SCENARIO);

    assertThat(lines).hasSizeGreaterThan(120 + 2 + 140);
    assertThat(lines.get(0).toString())
        .startsWith(
            "{\"element\":\"acme/lab/probe-1\",\"kpi\":\"TRN_RTT\",\"time\":\"2026-03-01T00:00:00Z\",")
        .endsWith("\"unit\":\"ms\",\"quality\":1.0}");
    assertThat(lines.stream().filter(line -> line.has("event"))).hasSizeGreaterThan(5);
    for (ObjectNode line : lines) {
      if (line.has("event")) {
        assertThat(QoeJson.read(line.toString(), Event.class).type()).isEqualTo("injected-fault");
      } else if (!line.path("value").isNull()) {
        assertThat(QoeJson.read(line.toString(), Measurement.class).value()).isFinite();
      }
    }
  }

  @DisplayName("Signals are made as described, parts of a sum with numbers of their own")
  @Test
  void signals() throws Exception {
    String plain =
        """
        {"type": "telemetry", "duration": "10 s", "signals": [
          {"element": "a/b", "kpi": "TRN_RTT", "signal": {"waveform": "sine", "offset": 5}}]}
        """;
    List<ObjectNode> sine = run(plain);
    assertThat(sine).hasSize(10);
    assertThat(sine.get(3).path("value").doubleValue())
        .isCloseTo(5 + 10 * Math.sin(0.6 * Math.PI), within(1e-12));
    assertThat(sine.get(3).has("unit")).isFalse();

    String noise =
        plain.replace(
            "{\"waveform\": \"sine\", \"offset\": 5}",
            "{\"sum\": [{\"waveform\": \"uniform-noise\"},"
                + " {\"waveform\": \"uniform-noise\", \"scale\": -1}]}");
    assertThat(run(noise)).noneMatch(line -> line.path("value").doubleValue() == 0);
  }

  @DisplayName("The same seed gives the same bytes, and the digest is kept")
  @Test
  void digest() throws Exception {
    assertThat(digest(run(SCENARIO)))
        .isEqualTo("14ab13f05a2f8c1b")
        .isEqualTo(digest(run(SCENARIO, 42)));
    assertThat(digest(run(SCENARIO, 43))).isNotEqualTo("14ab13f05a2f8c1b");
  }

  private static String digest(List<ObjectNode> lines) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    lines.forEach(line -> sha.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
  }

  @DisplayName("All mistakes are told at once, each with its path")
  @Test
  void mistakes() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    {"type": "telemetry", "start": "noon", "duration": "5 ms/s", "sede": 1,
                     "signals": [
                       {"element": "a//b", "kpi": "rtt", "signal": {"waveform": "square"}},
                       {"element": "a/b", "kpi": "TRN_RTT", "every": "5",
                        "signal": {"waveform": "sine", "amplitude": -1, "min": 2, "max": 1}},
                       {"element": "a/b", "kpi": "TRN_RTT", "signal": {"sum": []}},
                       {"element": "a/b", "signal": 3}],
                     "fleet": {"devices": 0, "faults": ["flood"], "truth": "yes"}}
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start: must be a time such as")
        .hasMessageContaining("duration: must be a number with a unit of time")
        .hasMessageContaining("sede: unknown field; did you mean 'seed'?")
        .hasMessageContaining("signals[0].element: element path must be")
        .hasMessageContaining("signals[0].kpi: KPI code")
        .hasMessageContaining("signals[0].signal.waveform: unknown 'square'")
        .hasMessageContaining("signals[1].every: must be a number with a unit of time")
        .hasMessageContaining("signals[1].signal.amplitude: must be a number from 0 to")
        .hasMessageContaining("signals[1].signal.min: must not be larger than max, 1.0: 2.0")
        .hasMessageContaining("signals[2].signal.sum: is empty; give at least one")
        .hasMessageContaining("signals[3].kpi: is missing")
        .hasMessageContaining("signals[3].signal: must be an object: 3")
        .hasMessageContaining("fleet.element: is missing")
        .hasMessageContaining("fleet.devices: must be a whole number from 1 to 100000: 0")
        .hasMessageContaining("fleet.faults[0]: unknown fault 'flood'")
        .hasMessageContaining("fleet.truth: must be true or false");
  }

  @DisplayName("Nothing to make up, or far too much, is refused with the count")
  @Test
  void sizes() {
    assertThatThrownBy(() -> run("{\"type\": \"telemetry\"}"))
        .hasMessageContaining("signals: is missing, and so is fleet; give at least one of both");
    assertThatThrownBy(
            () ->
                run(
                    """
                    {"type": "telemetry", "duration": "8000 h",
                     "fleet": {"element": "a", "devices": 100000, "every": "1 s"}}
                    """))
        .hasMessageContaining("duration: makes 11520000000000 measurements, and a run at most");
  }
}
