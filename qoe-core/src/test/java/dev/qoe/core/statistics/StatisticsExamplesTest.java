package dev.qoe.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The examples of docs/models/statistics.md, quoted there word for word. */
@DisplayName("The manual's statistics examples")
class StatisticsExamplesTest {

  @Test
  @DisplayName("how sure a success ratio and a percentile are")
  void intervals() {
    Proportion setUp = new Proportion(95, 100);
    double[] latencies = {31, 28, 45, 33, 29, 120, 36, 30, 34, 41, 38, 35, 32, 52, 37, 40};
    Percentiles latency = Percentiles.of(latencies);

    assertThat(setUp.wilson(0.95)).hasToString("0.9500 (0.8882 to 0.9785, 95 %)");
    assertThat(setUp.clopperPearson(0.95)).hasToString("0.9500 (0.8872 to 0.9836, 95 %)");
    assertThat(latency.interval(0.5, 0.95)).hasToString("35.5000 (31.0000 to 41.0000, 95 %)");
  }

  @Test
  @DisplayName("how well a model predicts ratings")
  void prediction() {
    List<Stimulus> stimuli =
        List.of(
            new Stimulus(1.3, 1.6, 0.2),
            new Stimulus(2.1, 2.0, 0.3),
            new Stimulus(2.9, 2.6, 0.3),
            new Stimulus(3.4, 3.1, 0.2),
            new Stimulus(4.0, 3.5, 0.2),
            new Stimulus(4.4, 4.3, 0.2));
    MosMapping line = MosMapping.firstOrder(stimuli);

    assertThat(PredictionQuality.of(stimuli))
        .hasToString("RMSE 0.30, RMSE* 0.14, R 0.98 (0.83 to 1.00), OR 0.50, N 6");
    assertThat(line).hasToString("-0.2722 + 1.1540 x");
    assertThat(PredictionQuality.of(stimuli, line))
        .hasToString("RMSE 0.25, RMSE* 0.06, R 0.98 (0.83 to 1.00), OR 0.50, N 6");
  }
}
