package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The harness of the MQTT collector")
class MqttHarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("measures the collector beside Paho, in both versions, for numbers and JSON")
  void measures() throws Exception {
    Assumptions.assumeTrue(
        MqttHarness.mosquitto().isPresent(),
        "no mosquitto here: install the package 'mosquitto' to test this");
    String page = MqttHarness.run(folder, "abc1234", 100, 1);
    assertThat(page)
        .contains("* Commit: abc1234\n", "## A number as text, as fast as they come")
        .contains("## JSON: a time and a number, 1,000 a second")
        .containsPattern("\\| 3\\.1\\.1 \\| [\\d.]+ \\([\\d.]+\\) \\| [\\d.]+ \\([\\d.]+\\) \\| ")
        .containsPattern("\\| 5 \\| ")
        .doesNotContain("NaN");
  }

  @Test
  @DisplayName("says what arguments it takes")
  void arguments() {
    assertThatThrownBy(() -> MqttHarness.main(new String[0]))
        .hasMessage("expected 4 arguments, got 0: FOLDER PAGE COMMIT MESSAGES");
  }
}
