package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A misspelt name")
class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "zoen, zone",
    "zon, zone",
    "zzone, zone",
    "zome, zone",
    "metre, meter",
    "intreval, interval",
    "deadlnie, deadline",
    "zone, zone"
  })
  @DisplayName("is told the near one")
  void near(String given, String meant) {
    assertThat(Nearest.hint(given, List.of("deadline", "interval", "meter", "zone")))
        .isEqualTo("; did you mean '%s'?".formatted(meant));
  }

  @ParameterizedTest
  @CsvSource({"''", "noze", "jitter", "z", "thoroughly-different"})
  @DisplayName("is told nothing if none is near")
  void far(String given) {
    assertThat(Nearest.hint(given, List.of("deadline", "interval", "meter", "zone"))).isEmpty();
  }
}
