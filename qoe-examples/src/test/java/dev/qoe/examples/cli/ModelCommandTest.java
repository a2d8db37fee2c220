package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("qoe model")
class ModelCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SESSION =
      """
      {"I13":{"segments":[{"codec":"h264","duration":60,"resolution":"1280x720","bitrate":1800,\
      "fps":25}]},"I11":{"segments":[]},"I23":{"stalling":[[0,3],[30,4]]},\
      "IGen":{"device":"mobile"}}
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("answers line by line, in order")
  void inOrder() {
    Run run = Run.fed("{}\n{\"Ta\":100}\n\n{\"Ta\":400}\n", "model", "g107");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasSize(3);
    assertThat(read(run.out().get(0)).path("R").doubleValue()).isCloseTo(93.2062, within(1e-4));
    assertThat(run.out())
        .extracting(line -> read(line).path("MOS").doubleValue())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(run.out())
        .allSatisfy(
            line -> {
              assertThat(read(line).path("explanation").isArray()).isTrue();
              assertThat(read(line).path("terms").path("Ro").isNumber()).isTrue();
            });
  }

  @Test
  @DisplayName("tells a bad line by its number, goes on with the rest and exits 1")
  void badLines() {
    Run run =
        Run.fed(
            """
            {"Ta":100}

            {"Ta":-1}
            {"Tb":1}
            nonsense
            [1]
            {"codec":"G722_64"}
            {"Ta":1e999}
            {"Ta":100}
            """,
            "model",
            "g107");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).hasSize(8);
    assertThat(run.out().get(7)).isEqualTo(run.out().get(0));
    assertError(run.out().get(1), 3, "Ta (absolute one-way delay) must be 0 to 3600000 ms: -1.0");
    assertError(run.out().get(2), 4, "unknown field 'Tb'");
    assertError(run.out().get(3), 5, "not JSON");
    assertError(run.out().get(4), 6, "not a JSON object");
    assertError(run.out().get(5), 7, "unknown codec 'G722_64'");
    assertError(run.out().get(6), 8, "field 'Ta' must be a finite number");
  }

  private static void assertError(String line, int number, String message) {
    JsonNode error = read(line);
    assertThat(error.properties()).hasSize(2);
    assertThat(error.path("line").intValue()).isEqualTo(number);
    assertThat(error.path("error").asText()).startsWith(message);
  }

  @Test
  @DisplayName("refuses a model it does not know, says which it knows, and exits 2")
  void unknownModel() {
    Run run = Run.fed("{}\n", "model", "p1204");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("unknown model 'p1204'")
        .contains("did you mean 'p1203'?")
        .contains("known are aim, benchmark-score, g1030, g107, g107.1");
  }

  @Test
  @DisplayName("lists its models without a name")
  void lists() {
    Run run = Run.fed("", "model");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .contains("p1203", "g107", "g107.1", "g107.2", "g1030", "g1070-video", "g1072")
        .contains("iqb", "aim", "qoo", "rpm", "iqx", "benchmark-score")
        .isSorted();
    assertThat(String.join("\n", run.out())).doesNotContain("ETSI").doesNotContain("G.1051");
  }

  @Test
  @DisplayName("tells of every model what it reads and what it writes")
  void fields() {
    for (String line : Run.fed("", "model").out()) {
      String name = line.substring(0, line.indexOf(' '));
      Run run = Run.fed("", "model", name, "--fields");
      assertThat(run.exit()).as(name).isZero();
      assertThat(String.join("\n", run.out())).as(name).contains("mos", "explanation");
      assertThat(run.out()).as(name).hasSizeGreaterThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aim {\"latency_ms\":15,\"download_loaded_latency_ms\":45}",
        "benchmark-score {\"kpis\":{\"call_drop_ratio\":0.02}}",
        "g1030 {\"session_time_s\":4}",
        "g107 {}",
        "g107.1 {\"codec\":\"AMR_WB_12_65\"}",
        "g107.2 {\"Ppl\":1}",
        "g1070-video {\"bitrate_kbps\":1000,\"fps\":30}",
        "g1072 {\"bitrate_mbps\":5,\"delay_ms\":40}",
        "interactivity {\"latency_ms\":40}",
        "iqb {\"download_mbps\":50}",
        "iqx {\"qos\":0.02}",
        "qoo {\"requirement\":[{\"percentile\":50,\"perfect_ms\":10,\"useless_ms\":99}],"
            + "\"latency_samples_ms\":[20]}",
        "rpm {\"tcp_foreign_ms\":[9],\"tls_foreign_ms\":[9],\"http_foreign_ms\":[9],"
            + "\"http_self_ms\":[9]}",
        "weber-fechner {\"qos\":3,\"worst\":15,\"best\":0.3}"
      })
  @DisplayName("explains every result and refuses unknown fields")
  void everyModel(String nameAndLine) {
    String name = nameAndLine.substring(0, nameAndLine.indexOf(' '));
    String line = nameAndLine.substring(name.length() + 1);
    String misspelt =
        line.substring(0, line.length() - 1) + (line.equals("{}") ? "" : ",") + "\"sped\":1}";
    Run run = Run.fed(line + "\n" + misspelt + "\n", "model", name);
    JsonNode result = read(run.out().get(0));
    assertThat(result.path("mos").doubleValue()).isBetween(1.0, 5.0);
    assertThat(result.path("explanation").isArray()).isTrue();
    assertThat(result.path("terms").isObject()).isTrue();
    assertError(run.out().get(1), 2, "unknown field 'sped'");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  @DisplayName("scores video with a forest from a folder, and without one")
  void forest() throws IOException {
    for (int tree = 1; tree <= 20; tree++) {
      Files.writeString(
          folder.resolve("tree" + tree + ".csv"),
          "node,feature,threshold,left,right\n0,-1,2.0,-1,-1\n");
    }
    JsonNode without = read(Run.fed(SESSION, "model", "p1203").out().get(0));
    JsonNode with =
        read(Run.fed(SESSION, "model", "p1203", "--forest", folder.toString()).out().get(0));
    assertThat(without.has("O46")).isFalse();
    assertThat(without.path("variant").asText()).isEqualTo("P1203_NO_FOREST");
    assertThat(with.path("variant").asText()).isEqualTo("P1203_FULL");
    assertThat(with.path("O46_parametric")).isEqualTo(without.path("O46_parametric"));
    assertThat(with.path("O46").doubleValue())
        .isEqualTo(with.path("mos").doubleValue())
        .isLessThan(without.path("mos").doubleValue());
  }

  @Test
  @DisplayName("says in a sentence what is wrong with a folder of a forest, and exits 1")
  void badForest() throws IOException {
    Run none = Run.fed(SESSION, "model", "p1203", "--forest", folder.resolve("none").toString());
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
    assertThat(none.err())
        .startsWith("qoe: the forest must be a folder of 20 CSV files")
        .hasLineCount(1);

    Files.writeString(folder.resolve("tree1.csv"), "node,feature,threshold,left,right\n");
    Run few = Run.fed(SESSION, "model", "p1203", "--forest", folder.toString());
    assertThat(few.exit()).isEqualTo(1);
    assertThat(few.err())
        .contains("must hold 20 CSV files, one a tree: it holds 1")
        .hasLineCount(1);
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
