package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The harness of the SNMP collector")
class SnmpHarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("measures the client beside SNMP4J, and a fleet of which every value arrives")
  void measures() throws Exception {
    String page = SnmpHarness.run(folder, "abc1234", 3, 1);
    assertThat(page)
        .contains("* Commit: abc1234\n", "| SNMP4J, plain | ", "3 agents of 50 values each")
        .containsPattern("\\| third \\| \\d+\\.\\d\\d \\| 156 \\|")
        .doesNotContain("NaN");
  }

  @Test
  @DisplayName("says what arguments it takes")
  void arguments() {
    assertThatThrownBy(() -> SnmpHarness.main(new String[0]))
        .hasMessage("expected 4 arguments, got 0: FOLDER PAGE COMMIT AGENTS");
  }
}
