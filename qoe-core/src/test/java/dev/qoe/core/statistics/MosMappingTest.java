package dev.qoe.core.statistics;

import static dev.qoe.core.statistics.PredictionQualityTest.stimuli;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Mapping of predictions before their comparison")
class MosMappingTest {

  private static final double[] SCORES =
      IntStream.range(0, 21).mapToDouble(i -> 1 + i * 0.2).toArray();

  @Test
  @DisplayName("of the third order finds a cubic that rises")
  void cubic() {
    double[] rated =
        Arrays.stream(SCORES).map(x -> 0.5 + x * (0.3 + x * (0.1 + x * 0.02))).toArray();
    MosMapping mapping = MosMapping.thirdOrder(stimuli(SCORES, rated));

    double[] c = mapping.coefficients();
    assertThat(c[0]).isCloseTo(0.5, within(1e-10));
    assertThat(c[1]).isCloseTo(0.3, within(1e-10));
    assertThat(c[2]).isCloseTo(0.1, within(1e-10));
    assertThat(c[3]).isCloseTo(0.02, within(1e-10));
    assertThat(mapping.apply(3)).isCloseTo(2.84, within(1e-10));
    assertThat(mapping.coefficientCount()).isEqualTo(4);
    assertThat(mapping).hasToString("0.5000 + 0.3000 x + 0.1000 x^2 + 0.0200 x^3");
  }

  @Test
  @DisplayName("of ratings that only fall is their mean")
  void falling() {
    double[] rated = Arrays.stream(SCORES).map(x -> 6 - x).toArray();
    List<Stimulus> stimuli = stimuli(SCORES, rated);

    for (double x : SCORES) {
      assertThat(MosMapping.thirdOrder(stimuli).apply(x)).isCloseTo(3, within(1e-9));
      assertThat(MosMapping.firstOrder(stimuli).apply(x)).isCloseTo(3, within(1e-9));
    }
  }

  @ParameterizedTest(name = "shape {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  @DisplayName("of the third order is monotone, and no monotone cubic near it fits better")
  void optimal(int shape) {
    double[] rated = Arrays.stream(SCORES).map(x -> shape(shape, (x - 3) / 2)).toArray();
    List<Stimulus> stimuli = stimuli(SCORES, rated);
    MosMapping mapping = MosMapping.thirdOrder(stimuli);
    double[] best = mapping.coefficients();
    double error = error(best, rated);

    for (double x = 1; x < 5; x += 0.001) {
      assertThat(mapping.apply(x + 0.001)).isGreaterThanOrEqualTo(mapping.apply(x) - 1e-9);
    }
    // Seed fixed: no false alarms. Steps of many sizes, so that near and far rivals are tried.
    SplittableRandom random = new SplittableRandom(shape);
    int rivals = 0;
    for (int i = 0; i < 40_000; i++) {
      double size = Math.pow(10, -4 * random.nextDouble());
      double[] rival = best.clone();
      for (int k = 0; k < 4; k++) {
        rival[k] += size * (2 * random.nextDouble() - 1);
      }
      if (rises(rival)) {
        rivals++;
        assertThat(error(rival, rated)).isGreaterThan(error - 1e-7);
      }
    }
    assertThat(rivals).isGreaterThan(100);
  }

  @Test
  @DisplayName("lowers the error of the predictions it was fitted to, the cubic more than the line")
  void lowers() {
    double[] rated = Arrays.stream(SCORES).map(x -> 3 + 1.5 * Math.tanh(x - 3)).toArray();
    List<Stimulus> stimuli = stimuli(SCORES, rated);
    double none = PredictionQuality.of(stimuli, MosMapping.none()).rmse();
    double line = PredictionQuality.of(stimuli, MosMapping.firstOrder(stimuli)).rmse();
    double cubic = PredictionQuality.of(stimuli, MosMapping.thirdOrder(stimuli)).rmse();

    assertThat(none).isEqualTo(PredictionQuality.of(stimuli).rmse());
    assertThat(line).isLessThan(none);
    assertThat(cubic).isLessThan(line);
  }

  @Test
  @DisplayName("needs as many different predictions as coefficients")
  void refusals() {
    List<Stimulus> three = stimuli(new double[] {1, 2, 3, 3, 3}, new double[] {1, 2, 3, 4, 5});

    assertThatThrownBy(() -> MosMapping.thirdOrder(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("different predictions must be at least 4: 3");
    assertThat(MosMapping.firstOrder(three).coefficientCount()).isEqualTo(2);
  }

  /** Ratings whose free cubic falls: at the start, the end, both, within, or nearly everywhere. */
  private static double shape(int shape, double t) {
    return switch (shape) {
      case 0 -> 3 + t * t;
      case 1 -> 3 - t * t;
      case 2 -> 3 + Math.sin(2.2 * t);
      case 3 -> 3 + 2 * t * t * t - 0.6 * t;
      case 4 -> 3 + 2 * (t - 0.2) * (t - 0.2) * (t - 0.2) - 0.8 * t;
      case 5 -> 3 - t + 0.3 * Math.cos(9 * t);
      case 6 -> 3 + t * (1.5 + t);
      case 7 -> 3 + t * (1.5 - t);
      default -> throw new IllegalArgumentException("unknown shape: " + shape);
    };
  }

  private static boolean rises(double[] c) {
    for (double x = 1; x <= 5; x += 0.004) {
      if (c[1] + x * (2 * c[2] + x * 3 * c[3]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static double error(double[] c, double[] rated) {
    double sum = 0;
    for (int i = 0; i < SCORES.length; i++) {
      double x = SCORES[i];
      double error = rated[i] - (c[0] + x * (c[1] + x * (c[2] + x * c[3])));
      sum += error * error;
    }
    return sum;
  }
}
