package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The report of a benchmark run")
class ReportTest {
  @TempDir Path folder;

  private Path results;

  @BeforeEach
  void copyResults() throws IOException {
    results = folder.resolve("results.json");
    try (InputStream json =
        Objects.requireNonNull(ReportTest.class.getResourceAsStream("results.json"))) {
      Files.copy(json, results);
    }
  }

  @Test
  @DisplayName("writes one page per benchmark class, named after its subject")
  void onePagePerClass() throws IOException {
    List<Path> pages = Report.read(results).write(folder.resolve("pages"), "abc1234");

    assertThat(pages)
        .extracting(page -> page.getFileName().toString())
        .containsExactly("rule.md", "score-path.md");
  }

  @Test
  @DisplayName(
      "states score, error, unit and bytes per operation, and leaves empty what is unknown")
  void rows() throws IOException {
    Report.main(new String[] {results.toString(), folder.toString(), "abc1234"});

    assertThat(folder.resolve("score-path.md"))
        .content()
        .startsWith("# ScorePathBenchmark\n")
        .contains("| record | depth=FIVE, peer=NONE | avgt | 1 | 1,235 | 12.3 | ns/op | 0.000 |\n")
        .contains("| explain |  | avgt | 1 | 3.250 |  | us/op |  |\n")
        .doesNotContain("evaluate");
  }

  @Test
  @DisplayName("shows each of the benchmarks that run side by side, and the ratios of one run")
  void groupsAndRatios() throws IOException {
    Report.read(results).write(folder, "abc1234");

    assertThat(folder.resolve("score-path.md"))
        .content()
        .contains("| live: reading |  | avgt | 2 | 15.0 |  | ns/op |  |\n")
        .contains("| live: writing |  | avgt | 2 | 25.0 |  | ns/op |  |\n")
        .contains("| our time as a multiple of Prometheus's | depth=FIVE, peer=NONE | 2.06 |\n")
        .contains("only record: no window of event time, no score, no rule")
        .doesNotContain("gc.count", "| live |", "Micrometer's");
    assertThat(folder.resolve("rule.md")).content().doesNotContain("ratio");
  }

  @Test
  @DisplayName("says on what it was measured: machine, JDK, commit, forks and iterations")
  void circumstances() throws IOException {
    Report.read(results).write(folder, "abc1234");

    assertThat(folder.resolve("score-path.md"))
        .content()
        .contains("* Machine: ", " processors, " + System.getProperty("os.name"))
        .contains("* JDK: OpenJDK 64-Bit Server VM 17.0.15+6\n")
        .contains("* Commit: abc1234\n")
        .contains("* JMH 1.37: 2 forks, 3 x 1 s warm-up, 5 x 2 s measured\n");
  }

  @Test
  @DisplayName("refuses a file without benchmarks and says how to make one")
  void emptyResults() throws IOException {
    Files.writeString(results, "[]");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Report.read(results))
        .withMessageContaining("holds no benchmark: run JMH with '-rf json -rff FILE'");
  }

  @Test
  @DisplayName("names its arguments when one is missing")
  void missingArgument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Report.main(new String[] {"results.json"}))
        .withMessage("expected 3 arguments, got 1: RESULTS.json FOLDER COMMIT");
  }
}
