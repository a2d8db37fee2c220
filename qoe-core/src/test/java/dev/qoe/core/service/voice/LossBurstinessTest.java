package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Burstiness of packet loss")
class LossBurstinessTest {

  @ParameterizedTest
  @CsvSource({"0.02, 0.98", "0.02, 0.3", "0.05, 0.5", "0.5, 1.0"})
  @DisplayName("finds the chain that made a trace")
  void estimates(double p, double q) {
    // 200,000 packets, seed 5: the standard error of q is at most 0.008
    Random random = new Random(5);
    BitSet lost = new BitSet();
    boolean bad = false;
    int packets = 200_000;
    for (int i = 0; i < packets; i++) {
      bad = random.nextDouble() < (bad ? 1 - q : p);
      lost.set(i, bad);
    }
    LossBurstiness burstiness = LossBurstiness.of(lost, packets);
    assertThat(burstiness.p()).isCloseTo(p, within(0.01));
    assertThat(burstiness.q()).isCloseTo(q, within(0.03));
    assertThat(burstiness.burstRatio()).isCloseTo(1 / (p + q), within(0.3));
    assertThat(burstiness.lossPercent()).isCloseTo(100 * p / (p + q), within(0.6));
  }

  @ParameterizedTest
  @CsvSource({
    "....., 0, 1, 1",
    "XXXXX, 1, 0, 1",
    "X, 1, 0, 1",
    "., 0, 1, 1",
    "...X, 0.333333333333, 0.666666666667, 1",
    "XX., 0.5, 0.5, 1",
    "..XX..XX., 0.5, 0.5, 1",
    "X.X.X, 1, 1, 0.5",
    "......XXX..., 0.125, 0.333333333333, 2.181818181818"
  })
  @DisplayName("counts transitions, and takes those that never happen for random")
  void counts(String trace, double p, double q, double burstRatio) {
    boolean[] lost = new boolean[trace.length()];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = trace.charAt(i) == 'X';
    }
    LossBurstiness burstiness = LossBurstiness.of(lost);
    assertThat(burstiness.p()).isCloseTo(p, within(1e-11));
    assertThat(burstiness.q()).isCloseTo(q, within(1e-11));
    assertThat(burstiness.burstRatio()).isCloseTo(burstRatio, within(1e-11));
  }

  @Test
  @DisplayName("refuses an empty trace and losses beyond its end")
  void refuses() {
    assertThatThrownBy(() -> LossBurstiness.of(new boolean[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one packet");
    BitSet lost = new BitSet();
    lost.set(10);
    assertThatThrownBy(() -> LossBurstiness.of(lost, 10)).hasMessageContaining("beyond its end");
  }
}
