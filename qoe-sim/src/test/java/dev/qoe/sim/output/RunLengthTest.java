package dev.qoe.sim.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.output.StoppingRule.Verdict;
import dev.qoe.sim.output.WarmUp.Truncation;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunLengthTest {

  private static double[] settlingAfter(int steps, int length, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, length)
        .mapToDouble(i -> random.nextGaussian() + (i < steps ? 20.0 * (steps - i) / steps : 0))
        .toArray();
  }

  @DisplayName("MSER-5 deletes a start that leads astray, and little more")
  @Test
  void mser5() {
    long seed = 11;
    double[] series = settlingAfter(200, 2000, seed);

    Truncation start = WarmUp.mser5().find(series);

    assertThat(start.convincing()).isTrue();
    assertThat(start.deleted()).as("seed %d", seed).isBetween(170, 260).matches(n -> n % 5 == 0);
    assertThat(WarmUp.mser5().delete(series)).hasSize(2000 - start.deleted());
    assertThat(WarmUp.mser5()).hasToString("MSER-5");
  }

  @DisplayName("MSER-5 agrees with its definition, evaluated for every truncation")
  @Test
  void definition() {
    for (long seed = 0; seed < 50; seed++) {
      double[] series = settlingAfter(40, 203, seed);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int d = 0; d < 40 - 5; d++) {
        Moments rest = Moments.create();
        for (int i = d; i < 40; i++) {
          rest.add(IntStream.range(5 * i, 5 * i + 5).mapToDouble(k -> series[k]).sum() / 5);
        }
        double error = rest.variance() * (rest.n() - 1) / rest.n() / rest.n();
        if (error < least * (1 - 1e-12)) {
          least = error;
          best = d;
        }
      }
      Truncation found = WarmUp.mser5().find(series);
      assertThat(found.convincing()).as("seed %d", seed).isEqualTo(best <= 20);
      if (found.convincing()) {
        assertThat(found.deleted()).as("seed %d", seed).isEqualTo(5 * best);
      }
    }
  }

  @DisplayName("A run that never settles is told apart, and half of it is the most to go")
  @Test
  void neverSettles() {
    double[] drift = IntStream.range(0, 500).mapToDouble(i -> i).toArray();

    assertThat(WarmUp.mser5().find(drift)).isEqualTo(new Truncation(250, false));
    assertThat(WarmUp.mser5().find(new double[50])).isEqualTo(new Truncation(0, true));
    assertThatThrownBy(() -> WarmUp.mser5().find(new double[49]))
        .hasMessage("series must have at least 50 value(s): 49");
  }

  @DisplayName("A fixed warm-up takes what it says, if the run is longer")
  @Test
  void fixed() {
    assertThat(WarmUp.fixed(2).delete(new double[] {1, 2, 3})).containsExactly(3);
    assertThatThrownBy(() -> WarmUp.fixed(3).find(new double[3]))
        .hasMessage("series must have at least 4 value(s): 3");
    assertThatThrownBy(() -> WarmUp.fixed(-1)).hasMessage("values must be >= 0: -1");
  }

  @DisplayName("Batches are equal, leave the remainder out at the start and know their correlation")
  @Test
  void batches() {
    double[] series = {100, 1, 3, 2, 4, 3, 5};

    BatchMeans batches = BatchMeans.of(series, 3);

    assertThat(batches.size()).isEqualTo(2);
    assertThat(batches.means()).containsExactly(2, 3, 4);
    assertThat(batches.interval(0.95).mean()).isEqualTo(3);
    assertThat(batches.lagOneCorrelation()).isZero();
    assertThat(BatchMeans.of(new double[] {1, 2, 1, 2}, 4).lagOneCorrelation())
        .isCloseTo(-0.75, within(1e-12));
    assertThat(BatchMeans.of(new double[40]).lagOneCorrelation()).isZero();
    assertThat(batches).hasToString("3 batches of 2: 3.0 +- 2.5 (95 %, n = 3)");
    assertThatThrownBy(() -> BatchMeans.of(series, 8))
        .hasMessage("series must have at least 8 value(s): 7");
    assertThatThrownBy(() -> BatchMeans.of(series, 1)).hasMessage("batches must be >= 2: 1");
  }

  @DisplayName("Replications stop when the mean is known well enough, or there are too many")
  @Test
  void stopping() {
    StoppingRule rule = new StoppingRule(0.1, 0.95, 3, 5);
    assertThat(rule.judge(Moments.of(10, 10.1))).isEqualTo(Verdict.CONTINUE);
    assertThat(rule.judge(Moments.of(10, 10.1, 10.2))).isEqualTo(Verdict.PRECISE);
    assertThat(rule.judge(Moments.of(1, 10, 30))).isEqualTo(Verdict.CONTINUE);
    assertThat(rule.judge(Moments.of(1, 10, 30, 2, 80))).isEqualTo(Verdict.EXHAUSTED);
    assertThat(rule.judge(Moments.of(0, 0, 0))).isEqualTo(Verdict.PRECISE);
    assertThat(StoppingRule.relative(0.05)).isEqualTo(new StoppingRule(0.05, 0.95, 10, 1000));

    // The true mean may lie at the interval's edge: 4.8 % of the mean is more than 5 % / 1.05.
    Moments edge = Moments.of(100 - 1.93, 100, 100 + 1.93);
    assertThat(edge.interval(0.95).relativeHalfWidth()).isBetween(0.0477, 0.05);
    assertThat(new StoppingRule(0.05, 0.95, 3, 9).judge(edge)).isEqualTo(Verdict.CONTINUE);
  }

  @DisplayName("A rule that makes no sense is refused")
  @Test
  void badRules() {
    assertThatThrownBy(() -> StoppingRule.relative(5))
        .hasMessage("relative precision must be above 0 and below 1 (example: 0.05): 5.0");
    assertThatThrownBy(() -> new StoppingRule(0.1, 0.9, 1, 5))
        .hasMessage("minimum must be >= 2: 1");
    assertThatThrownBy(() -> new StoppingRule(0.1, 0.9, 5, 4))
        .hasMessage("maximum must be >= 5: 4");
  }
}
