package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line")
class MainTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("lists what there is when the command is unknown or missing")
  void unknown() {
    Run unknown = Run.of("scoer");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("scoer").contains("score");
    Run missing = Run.of();
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("demo", "model", "score", "simulate");
  }

  @Test
  @DisplayName("helps with every command")
  void helps() {
    assertThat(Run.of("--help").out()).anyMatch(line -> line.contains("simulate"));
    for (String command : new String[] {"demo", "model", "score", "simulate"}) {
      Run help = Run.of(command, "--help");
      assertThat(help.exit()).isZero();
      assertThat(String.join("\n", help.out())).contains("Usage: qoe " + command);
    }
    assertThat(Run.of("--version").out().get(0)).startsWith("qoe ");
  }

  @Test
  @DisplayName("shows the stack trace of what went wrong only when asked")
  void debug() {
    String missing = folder.resolve("none.json").toString();
    assertThat(Run.of("simulate", missing).err()).startsWith("qoe: ").doesNotContain("\tat ");
    assertThat(Run.of("simulate", "--debug", missing).err()).contains("\tat ");
  }

  @Test
  @DisplayName("runs players over traces, a line a session, the same for two threads")
  void simulates() throws IOException {
    Files.writeString(
        folder.resolve("trace.json"),
        "[{\"duration_ms\":1000,\"bandwidth_kbps\":3000,\"latency_ms\":50}]");
    Files.writeString(
        folder.resolve("film.json"),
        """
        {"segment_duration_ms":3000,"bitrates_kbps":[300,1000,2500],
         "segment_sizes_bits":[[900000,3000000,7500000],[900000,3000000,7500000],
         [900000,3000000,7500000],[900000,3000000,7500000]]}
        """);
    Path scenario = folder.resolve("scenario.json");
    Files.writeString(
        scenario,
        """
        {"type":"abr","simulator":"sabre","sessions":[
          {"trace":"trace.json","manifest":"film.json","algorithm":"throughput","params":{}},
          {"trace":"trace.json","manifest":"film.json","algorithm":"bola","params":{}}]}
        """);
    Run one = Run.of("simulate", scenario.toString());
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out()).hasSize(2).allMatch(line -> line.contains("\"qualities\":\"0"));
    Path out = folder.resolve("out");
    Run two = Run.of("simulate", scenario.toString(), "--threads", "2", "--out", out.toString());
    assertThat(two.out()).isEqualTo(one.out());
    assertThat(Files.readAllLines(out.resolve("abr.jsonl"))).isEqualTo(one.out());
  }

  @Test
  @DisplayName("says what is wrong with a scenario")
  void badScenarios() throws IOException {
    Path scenario = folder.resolve("scenario.json");
    Files.writeString(scenario, "{\"type\":\"radio\"}");
    assertThat(Run.of("simulate", scenario.toString()))
        .satisfies(
            run -> {
              assertThat(run.exit()).isEqualTo(1);
              assertThat(run.err()).contains("radio").contains("abr");
            });
    Files.writeString(
        scenario, "{\"type\":\"abr\",\"simulator\":\"sabr\",\"sessions\":[{\"trase\":\"x\"}]}");
    Run mistakes = Run.of("simulate", scenario.toString());
    assertThat(mistakes.exit()).isEqualTo(1);
    assertThat(mistakes.err()).contains("simulator").contains("trase");
    assertThat(Run.of("simulate", "--threads", "0", scenario.toString()).exit()).isEqualTo(2);
  }

  @Test
  @DisplayName("runs an experiment: lines, data, manifest and plots, the same for the same seed")
  void experiments() throws IOException {
    Path scenario = folder.resolve("voice.json");
    Files.writeString(
        scenario,
        """
        {"type": "experiment", "replications": 3,
         "parameters": {"delay": {"min": 0, "max": 400, "step": 100, "unit": "ms"}},
         "random": {"queueing": {"distribution": "exponential", "mean": 20, "unit": "ms"}},
         "measures": {"mos": {"model": "g107",
           "inputs": {"Ta": {"sum": ["delay", "queueing"], "unit": "ms"}}}}}
        """);
    Path out = folder.resolve("out");
    Run one = Run.of("simulate", scenario.toString(), "--seed", "5", "--out", out.toString());
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out()).hasSize(5).allMatch(line -> line.contains("\"halfWidth95\":"));
    assertThat(out.resolve("experiment.csv")).isNotEmptyFile();
    assertThat(out.resolve("experiment.svg")).isNotEmptyFile();
    assertThat(out.resolve("experiment.manifest.json")).content().contains("\"seed\" : 5");
    Run two = Run.of("simulate", scenario.toString(), "--seed", "5", "--threads", "2");
    assertThat(two.out()).isEqualTo(one.out());
    assertThat(Run.of("simulate", scenario.toString()).out()).isNotEqualTo(one.out());
  }

  @Test
  @DisplayName("lists the kinds of scenario, and says where a file is no JSON")
  void kindsOfScenario() throws IOException {
    assertThat(Run.of("simulate").out())
        .anyMatch(line -> line.startsWith("abr "))
        .anyMatch(line -> line.startsWith("experiment "))
        .anyMatch(line -> line.startsWith("sensitivity "));
    Path scenario = folder.resolve("torn.json");
    Files.writeString(scenario, "{\n\"type\": ");
    assertThat(Run.of("simulate", scenario.toString()).err()).contains("is not JSON, line 2");
  }
}
