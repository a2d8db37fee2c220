package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The engine with a journal")
class StoreHarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("stores all it took, also after its journal had reached its limit")
  void page() throws Exception {
    String page = StoreHarness.run(folder, Duration.ofMillis(100), "abc1234");
    assertThat(page)
        .contains("* Commit: abc1234\n", "| then every answer is | RETRY_LATER |")
        .containsPattern("\n\\| 2 \\| \\d+\\.\\d\\d M/s ")
        .containsPattern("\\| taken, and stored in the end \\| ([1-9][\\d,]*), \\1 \\|")
        .doesNotContain("NaN");
    assertThat(folder).isEmptyDirectory();
  }
}
