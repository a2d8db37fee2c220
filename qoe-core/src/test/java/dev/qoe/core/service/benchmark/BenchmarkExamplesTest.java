package dev.qoe.core.service.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/models/benchmark.md")
class BenchmarkExamplesTest {

  @Test
  @DisplayName("a small campaign")
  void campaign() {
    double dropRatio = QosParameters.cutOffCallRatio(2, 80);
    double setupRatio = 1 - QosParameters.serviceNonAccessibility(1, 81);
    BenchmarkResult network =
        BenchmarkModel.of(BenchmarkProfile.builtIn("nps-v1-like"))
            .score(
                BenchmarkInput.of(
                    Map.of(
                        "call_drop_ratio",
                        dropRatio,
                        "call_setup_success_ratio",
                        setupRatio,
                        "browsing_duration_avg",
                        2.5,
                        "browsing_success_ratio",
                        0.99)));

    assertThat(network)
        .hasToString(
            "855.5 of 1000 points (49 % measured): call drop ratio -54.5 (call_drop_ratio)");
  }
}
