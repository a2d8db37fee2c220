package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The harness of the journal")
class JournalHarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("measures the disk, the journal and its rivals, and leaves nothing behind")
  void measures() throws Exception {
    Path files = folder.resolve("files");
    String page = JournalHarness.run(files, Duration.ofMillis(100), "abc1234");
    assertThat(page)
        .contains("* Commit: abc1234\n", "| sequential writes of 1 MiB, forced at the end | ")
        .containsPattern("\\| this journal \\| 2 \\| \\d+\\.\\d\\d M/s ")
        .containsPattern("\\| ActiveMQ Artemis journal, NIO \\| 2 \\| \\d")
        .containsPattern("\\| H2 MVStore, synced every 5 ms \\| 2 \\| \\d")
        .doesNotContain("NaN");
    assertThat(files).isEmptyDirectory();
  }
}
