package dev.qoe.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Lines of a scenario with a folder")
class KeptLinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String WHAT_IF =
      """
      {"type": "what-if", "name": "20 ms more backhaul",
       "elements": [
         {"path": "acme/cell-1", "values": {"TRN_OWD": 40, "TRN_RTT": 90, "TRN_LOSS": 0.01}},
         {"path": "acme/backhaul"}],
       "links": [{"from": "acme/cell-1", "to": "acme/backhaul"}],
       "changes": [{"element": "acme/backhaul", "kpi": "TRN_OWD", "add": 20, "unit": "ms"}],
       "optimize": {"target": 80, "evaluations": 200, "seed": 1,
         "vary": [{"element": "acme/cell-1", "kpi": "TRN_LOSS", "min": 0, "max": 0.02}]}}
      """;

  @TempDir private Path folder;

  private List<String> run(String scenario, Path out, long seed) throws Exception {
    List<String> lines = new ArrayList<>();
    Scenarios.standard()
        .read(JSON.readTree(scenario), folder)
        .run(ScenarioRun.to(line -> lines.add(line.toString())).withSeed(seed).withFolder(out));
    return lines;
  }

  @Test
  @DisplayName("are in a file too, with a manifest that says what made them")
  void kept() throws Exception {
    Path out = folder.resolve("out");
    List<String> lines = run(WHAT_IF, out, 7);

    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(lines.get(0)).contains("\"20 ms more backhaul\"");
    assertThat(out.resolve("what-if.jsonl")).hasContent(String.join("\n", lines));
    JsonNode manifest = JSON.readTree(out.resolve("what-if.manifest.json").toFile());
    assertThat(manifest.path("scenario").asText()).isEqualTo("what-if");
    assertThat(manifest.path("seed").asLong()).isEqualTo(7);
    assertThat(manifest.path("parameters").path("changes").get(0).path("add").asInt())
        .isEqualTo(20);
    assertThat(manifest.has("version")).isTrue();
    assertThat(manifest.has("jvm")).isTrue();
  }

  @Test
  @DisplayName("are the same for the same seed, and made-up telemetry differs for another")
  void seeded() throws Exception {
    assertThat(run(WHAT_IF, folder.resolve("a"), 7))
        .isEqualTo(run(WHAT_IF, folder.resolve("b"), 7));
    String telemetry =
        "{\"type\":\"telemetry\",\"duration\":\"5 s\",\"signals\":[{\"element\":\"a\",\"kpi\":"
            + "\"TRN_RTT\",\"signal\":{\"waveform\":\"uniform-noise\"}}]}";
    assertThat(run(telemetry, folder.resolve("c"), 1))
        .hasSize(5)
        .isNotEqualTo(run(telemetry, folder.resolve("d"), 2));
    assertThat(Files.readAllLines(folder.resolve("c").resolve("telemetry.jsonl"))).hasSize(5);
  }

  @Test
  @DisplayName("are not begun where the folder is a file")
  void noFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> run(WHAT_IF, file, 1)).isInstanceOf(IOException.class);
  }
}
