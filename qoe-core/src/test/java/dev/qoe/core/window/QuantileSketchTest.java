package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sketch of quantiles")
class QuantileSketchTest {

  private static final double[] PROBABILITIES = {0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1};

  @Test
  @DisplayName("tells every quantile within its stated error, whatever the distribution")
  void error() {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      double[] values = new double[5_000];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch ((int) seed % 3) {
              case 0 -> random.nextGaussian() * 20 - 90;
              case 1 -> Math.exp(random.nextGaussian() * 5);
              default -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
            };
      }
      QuantileSketch sketch = QuantileSketch.create();
      for (double value : values) {
        assertThat(sketch.add(value)).isTrue();
      }
      Arrays.sort(values);
      for (double probability : PROBABILITIES) {
        double truth = values[(int) (probability * (values.length - 1))];
        assertThat(sketch.quantile(probability))
            .as("seed %d, quantile %s", seed, probability)
            .isCloseTo(truth, within(Math.abs(truth) * QuantileSketch.RELATIVE_ERROR));
      }
    }
  }

  @Test
  @DisplayName("is the same however its parts were merged")
  void merge() {
    long seed = 3;
    Random random = new Random(seed);
    QuantileSketch whole = QuantileSketch.create();
    QuantileSketch[] parts = {
      QuantileSketch.create(), QuantileSketch.create(), QuantileSketch.create()
    };
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextGaussian() * 100;
      whole.add(value);
      parts[random.nextInt(3)].add(value);
    }
    QuantileSketch merged = parts[1].copy();
    merged.merge(parts[2]);
    merged.merge(parts[0]);
    assertThat(merged.count()).isEqualTo(10_000);
    for (double probability : PROBABILITIES) {
      assertThat(merged.quantile(probability))
          .as("seed %d", seed)
          .isEqualTo(whole.quantile(probability));
    }
  }

  @Test
  @DisplayName("takes a value that came often at once, zeros and what is as good as zero")
  void weights() {
    QuantileSketch sketch = QuantileSketch.create();
    sketch.add(10, 90);
    sketch.add(0, 8);
    sketch.add(1e-12, 1);
    sketch.add(-5, 1);
    assertThat(sketch.count()).isEqualTo(100);
    assertThat(sketch.quantile(0)).isEqualTo(-5);
    assertThat(sketch.quantile(0.05)).isZero();
    assertThat(sketch.quantile(0.5)).isCloseTo(10, within(0.08));
    assertThat(sketch.quantile(1)).isEqualTo(10);

    sketch.clear();
    assertThat(sketch.quantile(0.5)).isNaN();
  }

  @Test
  @DisplayName("refuses what is no number, and probabilities that are none")
  void refused() {
    QuantileSketch sketch = QuantileSketch.create();
    assertThat(sketch.add(Double.NaN)).isFalse();
    assertThat(sketch.add(Double.NEGATIVE_INFINITY)).isFalse();
    assertThat(sketch.add(1e17)).isFalse();
    assertThat(sketch.add(1, -1)).isFalse();
    assertThat(sketch.add(1, 0)).isTrue();
    assertThat(sketch.count()).isZero();
    assertThatThrownBy(() -> sketch.quantile(95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be 0 to 1: 95.0 (a ratio, not percent)");
  }
}
