package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("qoe demo")
class DemoCommandTest {

  private static final Path DATA = Path.of("data", "drive-test", "ucc5g", "Download");

  @TempDir private static Path folder;
  private static Run first = new Run(-1, List.of(), "");

  @BeforeAll
  static void runOnce() {
    first = Run.of("demo", "--input", DATA.toString(), "--out", folder.resolve("one").toString());
  }

  @Test
  @DisplayName("finds the incident once, with its cause, and leaves it open at the end of input")
  void incident() throws IOException {
    assertThat(first.exit()).as(first.err()).isZero();
    List<JsonNode> alerts = new ArrayList<>();
    report().path("alerts").forEach(alerts::add);
    assertThat(alerts).hasSizeBetween(1, 60);
    List<JsonNode> fallbacks =
        alerts.stream()
            .filter(alert -> alert.path("cause").path("code").asText().equals("CS_FALLBACK"))
            .toList();
    assertThat(fallbacks).hasSize(1);
    JsonNode fallback = fallbacks.get(0);
    assertThat(fallback.path("openedAt").asText())
        .isBetween("2020-02-13T15:54:21Z", "2020-02-13T15:55:21Z");
    assertThat(fallback.path("state").asText()).isEqualTo("OPEN");
    assertThat(fallback.path("resolvedAt").isNull()).isTrue();
    assertThat(fallback.path("evidence").findValuesAsText("kind"))
        .contains(
            "TRN_LOSS",
            "SVC_DL_THROUGHPUT",
            "TRN_RTT",
            "SVC_VOICE_ACTIVE",
            "rat-change",
            "cell-change");
    assertThat(fallback.path("evidence").findValuesAsText("element"))
        .contains("op-B/area-75AA/site-rnc-301/cell-19736841");
  }

  @Test
  @DisplayName("does not let a stuck signal hide the loss: the cell of the incident is poor")
  void radioAloneDoesNotDecide() throws IOException {
    for (JsonNode score : report().path("scores")) {
      if (score.path("element").asText().endsWith("cell-19736841")) {
        assertThat(score.path("class").asText()).isEqualTo("poor");
        assertThat(score.path("contributions").path(0).path("kpi").asText()).isEqualTo("TRN_LOSS");
        double lost = 0;
        for (JsonNode contribution : score.path("contributions")) {
          lost += contribution.path("points").asDouble();
        }
        assertThat(lost).isCloseTo(100 - score.path("score").asDouble(), within(1e-9));
        return;
      }
    }
    throw new AssertionError("the cell of the incident has no score");
  }

  @Test
  @DisplayName("accounts for every measurement")
  void ledger() throws IOException {
    JsonNode ledger = report().path("ledger");
    long rejected = 0;
    for (JsonNode count : ledger.path("rejected")) {
      rejected += count.asLong();
    }
    assertThat(ledger.path("received").asLong()).isGreaterThan(200_000);
    assertThat(ledger.path("stored").asLong() + rejected)
        .isEqualTo(ledger.path("received").asLong());
    assertThat(first.err()).contains("measurements of 6 sessions").contains("alerts");
  }

  @Test
  @DisplayName("gives the same bytes with two threads, and the same history")
  void deterministic() throws IOException {
    Path two = folder.resolve("two");
    Run second =
        Run.of("demo", "--input", DATA.toString(), "--out", two.toString(), "--threads", "2");
    assertThat(second.exit()).as(second.err()).isZero();
    for (String name : List.of("kpis.csv", "report.json", "report.html")) {
      assertThat(two.resolve(name)).hasSameBinaryContentAs(folder.resolve("one").resolve(name));
    }
    assertThat(dump(two)).isEqualTo(dump(folder.resolve("one")));
    assertThat(two.resolve("manifest.json")).isNotEmptyFile();
  }

  @Test
  @DisplayName("replaces what an earlier run left")
  void runsAgain() throws IOException {
    Path small = folder.resolve("small");
    Files.createDirectories(small);
    Path trace = DATA.resolve("Driving").resolve("B_2019.12.14_10.16.30.csv.gz");
    Files.copy(trace, small.resolve(trace.getFileName()));
    Path out = folder.resolve("again");
    assertThat(Run.of("demo", "--input", small.toString(), "--out", out.toString()).exit())
        .isZero();
    String before = dump(out);
    assertThat(Run.of("demo", "--input", small.toString(), "--out", out.toString()).exit())
        .isZero();
    assertThat(dump(out)).isEqualTo(before);
  }

  @Test
  @DisplayName("says what is wrong in a sentence and exits with 1, or with 2 for wrong usage")
  void failures() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertFails(1, "holds no file", "--input", empty.toString(), "--out", out("a"));
    assertFails(
        1, "cannot be read", "--input", folder.resolve("none").toString(), "--out", out("b"));
    assertFails(
        1, "cannot be written", "--input", DATA.toString(), "--out", file.resolve("x").toString());
    assertFails(2, "--threads must be at least 1", "--threads", "0", "--out", out("c"));
  }

  private static void assertFails(int exit, String message, String... options) {
    List<String> args = new ArrayList<>(List.of("demo"));
    args.addAll(List.of(options));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.err()).contains(message).doesNotContain("Exception in", "\tat ");
  }

  private static String out(String name) {
    return folder.resolve(name).toString();
  }

  private static String dump(Path out) throws IOException {
    StringBuilder text = new StringBuilder();
    try (JdbcStore store = JdbcStore.embedded(out)) {
      store.dump(text);
    }
    return text.toString();
  }

  private static JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("one").resolve("report.json").toFile());
  }
}
