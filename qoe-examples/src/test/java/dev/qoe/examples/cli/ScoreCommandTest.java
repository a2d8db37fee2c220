package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.core.json.QoeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("qoe score")
class ScoreCommandTest {

  private static final String LINES =
      """
      {"element":"acme/cork/c1","kpi":"TRN_LOSS","time":"2020-02-13T12:00:00Z","value":32,"unit":"%"}
      {"element":"acme/cork/c1","kpi":"RAN_LTE_RSRP","time":1581595201000000,"value":-59,"quality":1}
      {"element":"acme/cork/c1","event":"rat-change","time":"2020-02-13T12:00:00Z"}
      {"element":"acme/cork/c2","kpi":"TRN_LOSS","time":"2020-02-13T12:00:00Z","value":0}
      """;
  private static final String ROWS =
      """
      element,kpi,time,value,unit,quality
      acme/cork/c1,TRN_LOSS,2020-02-13T12:00:00Z,32,%,
      acme/cork/c1,RAN_LTE_RSRP,1581595201000000,-59,,1
      acme/cork/c2,TRN_LOSS,2020-02-13T12:00:00Z,0,,
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("prints a line for each element and all above it, explained")
  void scores() throws IOException {
    Run run = Run.of("score", "--input", file("in.jsonl", LINES));

    assertThat(run.exit()).isZero();
    List<Score> scores = run.out().stream().map(line -> QoeJson.read(line, Score.class)).toList();
    assertThat(scores)
        .extracting(score -> score.element().text())
        .containsExactly("acme", "acme/cork", "acme/cork/c1", "acme/cork/c2");
    assertThat(scores)
        .allSatisfy(score -> assertThat(score.time()).hasToString("2020-02-13T12:00:01Z"));
    assertThat(scores)
        .allSatisfy(
            score ->
                assertThat(score.contributions().stream().mapToDouble(Contribution::points).sum())
                    .isCloseTo(100 - score.value(), within(1e-9)));
    assertThat(scores.get(2).qoeClass().orElseThrow().word()).isIn("bad", "poor");
    assertThat(scores.get(3).value()).isCloseTo(100, within(1e-6));
    assertThat(run.out().get(2))
        .contains("\"explanation\":\"packet loss -")
        .contains("\"kpi\":\"TRN_LOSS\"");
    assertThat(run.err()).contains("3 received = 3 stored + 0 rejected");
  }

  @Test
  @DisplayName("reads the same from JSON lines, CSV, gzip and stdin")
  void forms() throws IOException {
    List<String> expected = Run.of("score", "--input", file("in.jsonl", LINES)).out();
    Path zipped = folder.resolve("in.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(ROWS.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(expected).hasSize(4);
    assertThat(Run.of("score", "--input", file("in.csv", ROWS)).out()).isEqualTo(expected);
    assertThat(Run.of("score", "--input", file("bom.csv", "\uFEFF" + ROWS)).out())
        .isEqualTo(expected);
    assertThat(Run.of("score", "--input", zipped.toString()).out()).isEqualTo(expected);
    assertThat(Run.fed(LINES, "score", "--input", "-").out()).isEqualTo(expected);
  }

  @Test
  @DisplayName("tells bad lines by file, line, field, value, rule and remedy, and goes on")
  void badLines() throws IOException {
    String bad =
        """
        {"element":"acme/c","kpi":"TRN_LOSS","time":"2020-02-13T12:00:00Z","value":32}
        {"element":"acme/c","kpi":"TRN_LOS","time":"2020-02-13T12:00:00Z","value":0.1}
        {"element":"acme/c","kpi":"TRN_RTT","time":"noon","value":20}
        {"element":"acme/c","kpi":"TRN_RTT","time":0,"vlaue":20}
        {"element":"acme/c","kpi":"TRN_RTT","time":"2020-02-13T12:00:00Z","value":20,"unit":"km"}
        nonsense

        {"element":"acme/c","kpi":"TRN_RTT","time":"2020-02-13T12:00:00Z","value":20}
        """;
    Run run = Run.of("score", "--input", file("bad.jsonl", bad));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).hasSize(2);
    assertThat(run.err())
        .contains(
            "bad.jsonl:1: TRN_LOSS of acme/c: value of a ratio must be from 0 to 1: 32.0; if it is"
                + " percent, give the unit %")
        .contains(
            "bad.jsonl:2: TRN_LOS of acme/c: the catalogue does not know KPI 'TRN_LOS'; did you"
                + " mean 'TRN_LOSS'?")
        .contains("bad.jsonl:3: time: not a time: 'noon'")
        .contains("bad.jsonl:4: vlaue is not known; did you mean 'value'?")
        .contains("bad.jsonl:5: TRN_RTT of acme/c: unit 'km' does not convert to 'ms'")
        .contains("bad.jsonl:6: not JSON (column 1)")
        .contains("7 received = 1 stored + 6 rejected")
        .contains("rejected: 3 bad-line")
        .contains("rejected: 1 ratio-above-1");
  }

  @Test
  @DisplayName("tells bad rows of CSV, and counts the rows before a break in a gzip")
  void badRows() throws IOException {
    String bad = ROWS + "acme/c1,TRN_RTT,2020-02-13T12:00:00Z,fast,ms,\nacme/c1,TRN_RTT\n";
    Run run = Run.of("score", "--input", file("bad.csv", bad));
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("bad.csv:5: value: must be a number: 'fast'")
        .contains("bad.csv:6: a row must have 6 fields as the header: it has 2");

    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < 20_000; i++) {
        out.write(
            LINES.replace(":32,", ":" + (i * 7919L % 100) + ",").getBytes(StandardCharsets.UTF_8));
      }
    }
    Path broken = folder.resolve("broken.jsonl.gz");
    Files.write(broken, Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));
    Run half = Run.of("score", "--input", broken.toString());
    assertThat(half.exit()).isZero();
    assertThat(half.out()).hasSize(4);
    assertThat(half.err()).contains("the file breaks off here").contains("rejected: 1 broken-file");
  }

  @Test
  @DisplayName("fails with one sentence if nothing can be used")
  void nothingUsable() throws IOException {
    assertThat(Run.of("score", "--input", folder.resolve("none.csv").toString()))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(1))
        .satisfies(
            run ->
                assertThat(run.err()).contains("none.csv' cannot be read: there is no such file"));
    assertThat(Run.of("score", "--input", file("empty.jsonl", "")))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(1))
        .satisfies(run -> assertThat(run.err()).contains("holds no measurement that can be used"));
    assertThat(Run.of("score", "--input", file("wrong.csv", "element,kpi,tmie,value\n")))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(1))
        .satisfies(
            run ->
                assertThat(run.err())
                    .contains("wrong.csv has 2 mistakes")
                    .contains("line 1: column 'tmie' is not known; did you mean 'time'?")
                    .contains("line 1: column 'time' is missing"));
    assertThat(Run.of("score").exit()).isEqualTo(2);
    assertThat(Run.of("score", "--input", "x", "--target", "200").exit()).isEqualTo(2);
    assertThat(Run.of("score", "--input", "x", "--element", "a//b").exit()).isEqualTo(2);
  }

  @Test
  @DisplayName("uses a catalogue of its own and a topology, with weights")
  void configuration() throws IOException {
    String catalog =
        file(
            "kpis.csv",
            """
            code,name,domain,subdomain,unit,min,max,optimal,direction,impact_level
            ACME_HAPPINESS,happiness,SERVICE,SMILES,%,0,100,100,HIGHER,HIGH
            """);
    String topology =
        file(
            "network.json",
            """
            {"elements": [{"path": "acme/a", "type": "cell", "weight": 3},
                          {"path": "acme/b", "type": "cell", "weight": 1},
                          {"path": "acme/silent", "type": "cell"}]}
            """);
    String input =
        file(
            "in.csv",
            """
            element,kpi,time,value,unit
            acme/a,ACME_HAPPINESS,2020-02-13T12:00:00Z,100,%
            acme/b,ACME_HAPPINESS,2020-02-13T12:00:00Z,20,%
            """);

    Run run =
        Run.of(
            "score",
            "--catalog",
            catalog,
            "--topology",
            topology,
            "--input",
            input,
            "--target",
            "90");

    assertThat(run.exit()).isZero();
    List<JsonNode> scores = run.out().stream().map(ScoreCommandTest::json).toList();
    assertThat(scores.get(0).path("score").doubleValue()).isCloseTo(80, within(1e-6));
    assertThat(scores.get(0).path("wanted").path("reached").booleanValue()).isTrue();
    assertThat(scores.get(0).path("wanted").path("after").doubleValue()).isBetween(90.0, 91.0);
    assertThat(scores.get(3).path("element").textValue()).isEqualTo("acme/silent");
    assertThat(scores.get(3).path("score").isNull()).isTrue();

    Run one = Run.of("score", "--catalog", catalog, "--input", input, "--element", "acme/b");
    assertThat(one.out())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"element\":\"acme/b\""));
    Run none = Run.of("score", "--catalog", catalog, "--input", input, "--element", "acme/bb");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err())
        .contains("element 'acme/bb' is neither declared nor measured; did you mean 'acme/");
  }

  @Test
  @DisplayName("fails with the mistakes of catalogue and topology at once")
  void badConfiguration() throws IOException {
    String catalog = file("kpis.csv", "code,name\nX,y\n");
    String topology =
        file("network.json", "{\"elements\": [{\"path\": \"acme/a\", \"tpye\": \"cell\"}]}");

    Run run =
        Run.of(
            "score",
            "--catalog",
            catalog,
            "--topology",
            topology,
            "--input",
            file("in.jsonl", LINES));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("kpis.csv: the KPI catalogue lacks the columns")
        .contains("network.json: elements[0].tpye is not known; did you mean 'type'?")
        .contains("network.json: elements[0].type is missing");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
