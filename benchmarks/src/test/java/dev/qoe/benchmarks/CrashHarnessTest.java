package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed under load")
class CrashHarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("has lost nothing it acknowledged, has nothing twice, and has the right scores")
  void survives() throws Exception {
    String page = CrashHarness.run(folder.resolve("crash"), 2, System.nanoTime(), "abc1234");
    assertThat(page)
        .contains("* Commit: abc1234\n", "| rounds | 2 |", "| of them lost | 0 |")
        .containsPattern("\\| found after all rounds \\| [1-9]");
    assertThat(folder.resolve("crash")).isEmptyDirectory();
  }

  @Test
  @DisplayName("tells in order what is durable, up to the last measurement")
  void tells() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CrashChild.run(
        folder,
        20_000,
        new long[] {0, 400},
        Duration.ofMillis(300).toNanos(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .startsWith(CrashChild.READY)
        .contains("durable 0 200", "durable 1 600")
        .allMatch(line -> line.equals(CrashChild.READY) || line.startsWith(CrashChild.DURABLE));
  }
}
