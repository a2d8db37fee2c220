package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.output.Moments;
import dev.qoe.sim.random.RandomStreams;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeDistributionTest {

  private static List<TimeDistribution> all() {
    return List.of(
        TimeDistribution.exponential(2),
        TimeDistribution.constant(0.3),
        TimeDistribution.uniform(1, 5),
        TimeDistribution.erlang(3, 4),
        TimeDistribution.hyperexponential(1.5, 4),
        TimeDistribution.logNormal(0.8, 2));
  }

  @DisplayName("What is drawn has the mean and the variation that are said")
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void moments(TimeDistribution distribution) {
    long seed = 3;
    UniformRandomProvider random = RandomStreams.of(seed).stream("times");
    Moments seen = Moments.create();
    for (int i = 0; i < 400_000; i++) {
      seen.add(distribution.sampleSeconds(random));
    }
    double mean = distribution.meanSeconds();
    // Five standard errors: a false alarm in 1.7 million seeds a mean.
    double error = 5 * Math.sqrt(distribution.squaredVariation() / 400_000);
    assertThat(seen.mean() / mean).as("seed %d", seed).isCloseTo(1, within(error + 1e-12));
    assertThat(seen.variance() / mean / mean)
        .as("seed %d", seed)
        .isCloseTo(
            distribution.squaredVariation(), within(0.1 * distribution.squaredVariation() + 1e-12));
    assertThat(seen.min()).isNotNegative();
    assertThat(distribution.toString())
        .endsWith(distribution.toString().contains("var") ? "0" : "s");
  }

  @DisplayName("Parameters outside their range are refused")
  @Test
  void bad() {
    assertThatThrownBy(() -> TimeDistribution.exponential(0))
        .hasMessage("mean in seconds must be finite and > 0: 0.0");
    assertThatThrownBy(() -> TimeDistribution.uniform(2, 2))
        .hasMessage("least time must be below the greatest: 2.0 s, 2.0 s");
    assertThatThrownBy(() -> TimeDistribution.erlang(1, 0))
        .hasMessage("phases must be from 1 to 1000: 0");
    assertThatThrownBy(() -> TimeDistribution.hyperexponential(1, 1))
        .hasMessage("squared variation must be > 1: 1.0; otherwise use exponential or erlang");
    assertThatThrownBy(() -> TimeDistribution.logNormal(1, Double.NaN))
        .hasMessage("squared variation must be finite and > 0: NaN");
    assertThatThrownBy(() -> TimeDistribution.uniform(-1, 2))
        .hasMessage("least time in seconds must be finite and >= 0: -1.0");
  }
}
