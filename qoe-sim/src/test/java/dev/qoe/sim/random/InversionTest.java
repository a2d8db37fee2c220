package dev.qoe.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Draws by inversion")
class InversionTest {

  @Test
  @DisplayName("know the normal quantile to 1e-14, by an independent implementation")
  void quantile() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    for (double p = 1e-300; p < 1e-3; p *= 10) {
      assertThat(Inversion.normalQuantile(p))
          .isCloseTo(normal.inverseCumulativeProbability(p), within(1e-13));
    }
    for (int i = 1; i < 1000; i++) {
      double p = i / 1000.0;
      assertThat(Inversion.normalQuantile(p))
          .isCloseTo(normal.inverseCumulativeProbability(p), within(1e-14));
    }
  }

  /** False alarm: 5 standard errors, about 6e-7 a line. */
  @Test
  @DisplayName("have the mean and the deviation that were asked for")
  void moments() {
    UniformRandomProvider random = RandomStreams.of(5).stream("moments");
    int n = 100_000;
    double waits = 0;
    double sum = 0;
    double squares = 0;
    int below = 0;
    for (int i = 0; i < n; i++) {
      waits += Inversion.exponential(random, 20);
      double x = Inversion.normal(random, 3, 2);
      sum += x;
      squares += (x - 3) * (x - 3);
      below += Inversion.logNormal(random, 8, 0.5) < 8 ? 1 : 0;
    }
    double root = Math.sqrt(n);
    assertThat(waits / n).isCloseTo(20, within(5 * 20 / root));
    assertThat(sum / n).isCloseTo(3, within(5 * 2 / root));
    assertThat(squares / n).isCloseTo(4, within(5 * 4 * Math.sqrt(2) / root));
    assertThat(below / (double) n).isCloseTo(0.5, within(5 * 0.5 / root));
  }

  @Test
  @DisplayName("of mirrored streams lie on opposite sides")
  void mirrored() {
    UniformRandomProvider plain = RandomStreams.of(5).stream("x");
    UniformRandomProvider mirror = RandomStreams.of(5).antithetic().stream("x");
    for (int i = 0; i < 1000; i++) {
      assertThat(Inversion.normal(mirror)).isEqualTo(-Inversion.normal(plain));
    }
  }

  @Test
  @DisplayName("are finite at both ends of the uniform numbers")
  void ends() {
    assertThat(Inversion.normal(() -> 0L)).isCloseTo(-8.29, within(0.01));
    assertThat(Inversion.normal(() -> -1L)).isEqualTo(-Inversion.normal(() -> 0L));
    assertThat(Inversion.exponential(() -> -1L, 1)).isCloseTo(53 * Math.log(2), within(1e-9));
  }

  @Test
  @DisplayName("refuse parameters outside their range")
  void refuse() {
    UniformRandomProvider random = RandomStreams.of(5).stream("x");
    assertThatThrownBy(() -> Inversion.exponential(random, 0))
        .hasMessage("mean must be finite and > 0: 0.0");
    assertThatThrownBy(() -> Inversion.normal(random, 0, -1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Inversion.logNormal(random, Double.NaN, 1))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Inversion.normalQuantile(1)).hasMessageContaining("1.0");
    assertThat(Inversion.uniform(random, 2, 3)).isBetween(2.0, 3.0);
  }
}
