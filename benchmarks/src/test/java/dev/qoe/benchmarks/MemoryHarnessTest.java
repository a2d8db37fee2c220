package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The harness of memory")
class MemoryHarnessTest {

  @Test
  @DisplayName("tells bytes a series and of what classes they are")
  void page() {
    assertThat(MemoryHarness.run(10_000, "abc1234"))
        .contains("* Commit: abc1234\n", "| `dev.qoe.core.engine.LiveSeries` | ")
        .containsPattern("\\| two windows filled \\| [1-9]\\d\\d \\|")
        .containsPattern("\\| the same with percentiles \\| 1,000 \\| \\d,\\d\\d\\d \\|");
  }
}
