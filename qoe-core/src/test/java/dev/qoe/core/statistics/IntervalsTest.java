package dev.qoe.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Confidence intervals")
class IntervalsTest {

  /** Extra hours of sleep by one drug over another (Student 1908). */
  private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @ParameterizedTest(name = "{0} of {1}: Wilson {2} to {3}, Clopper-Pearson {4} to {5}")
  @CsvSource({
    "81, 263, 0.2553, 0.3662, 0.2527, 0.3676",
    "15, 148, 0.0624, 0.1605, 0.0578, 0.1617",
    " 0,  20, 0.0000, 0.1611, 0.0000, 0.1684",
    " 1,  29, 0.0061, 0.1718, 0.0009, 0.1776"
  })
  @DisplayName("of ratios are those that Newcombe published (1998, table I)")
  void newcombe(
      long successes, long trials, double wilsonLow, double wilsonHigh, double low, double high) {
    Proportion proportion = new Proportion(successes, trials);

    assertThat(proportion.wilson(0.95).lower()).isCloseTo(wilsonLow, within(5e-5));
    assertThat(proportion.wilson(0.95).upper()).isCloseTo(wilsonHigh, within(5e-5));
    assertThat(proportion.clopperPearson(0.95).lower()).isCloseTo(low, within(5e-5));
    assertThat(proportion.clopperPearson(0.95).upper()).isCloseTo(high, within(5e-5));
  }

  @Test
  @DisplayName("of ratios by Clopper and Pearson have exact tails, also at the ends")
  void clopperPearson() {
    Interval seven = new Proportion(7, 10).clopperPearson(0.95);

    assertThat(BinomialDistribution.of(10, seven.lower()).survivalProbability(6))
        .isCloseTo(0.025, within(1e-9));
    assertThat(BinomialDistribution.of(10, seven.upper()).cumulativeProbability(7))
        .isCloseTo(0.025, within(1e-9));
    // 1 - 0.025^(1/10), and 0.025^(1/10)
    assertThat(new Proportion(0, 10).clopperPearson(0.95).upper())
        .isCloseTo(0.3084971, within(1e-7));
    assertThat(new Proportion(10, 10).clopperPearson(0.95).lower())
        .isCloseTo(0.6915029, within(1e-7));
    assertThat(new Proportion(10, 10).clopperPearson(0.95).upper()).isEqualTo(1);
  }

  @Test
  @DisplayName("of ratios stay within 0 to 1, around the ratio, and shrink with trials")
  void bounded() {
    for (long trials = 1; trials <= 40; trials++) {
      for (long successes = 0; successes <= trials; successes++) {
        Proportion proportion = new Proportion(successes, trials);
        for (Interval interval :
            new Interval[] {proportion.wilson(0.9), proportion.clopperPearson(0.9)}) {
          assertThat(interval.lower()).isBetween(0.0, proportion.ratio());
          assertThat(interval.upper()).isBetween(proportion.ratio(), 1.0);
        }
        assertThat(new Proportion(10 * successes, 10 * trials).wilson(0.9).halfWidth())
            .isLessThan(proportion.wilson(0.9).halfWidth());
      }
    }
  }

  @Test
  @DisplayName("of a mean are Student's own: 0.7001 to 2.4599 hours of sleep")
  void student() {
    SampleMean mean = SampleMean.of(SLEEP);

    assertThat(mean.mean()).isCloseTo(1.58, within(1e-12));
    assertThat(mean.standardDeviation()).isCloseTo(1.229995, within(1e-6));
    assertThat(mean.interval(0.95).lower()).isCloseTo(0.7001142, within(1e-6));
    assertThat(mean.interval(0.95).upper()).isCloseTo(2.4598858, within(1e-6));
    assertThat(mean).hasToString("1.580 (s 1.230, n 10)");
  }

  @Test
  @DisplayName("of a mean do not cancel for great values, and have no bounds for one value")
  void meanEdges() {
    assertThat(SampleMean.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).standardDeviation())
        .isCloseTo(Math.sqrt(30), within(1e-9));
    assertThat(SampleMean.of(3).interval(0.95))
        .isEqualTo(new Interval(3, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95));
  }

  @Test
  @DisplayName("quantiles are of type 7")
  void typeSeven() {
    Percentiles four = Percentiles.of(4, 1, 3, 2);

    assertThat(four.quantile(0)).isEqualTo(1);
    assertThat(four.quantile(0.25)).isEqualTo(1.75);
    assertThat(four.quantile(0.5)).isEqualTo(2.5);
    assertThat(four.quantile(0.9)).isCloseTo(3.7, within(1e-12));
    assertThat(four.quantile(1)).isEqualTo(4);
    assertThat(Percentiles.of(7).quantile(0.3)).isEqualTo(7);
  }

  @ParameterizedTest(name = "median of {0}: {1} to {2}")
  @CsvSource({"6, 1, 6", "8, 1, 8", "9, 2, 8", "10, 2, 9", "20, 6, 15", "25, 8, 18", "50, 18, 33"})
  @DisplayName("of a median are between the ranks of the published tables")
  void medianRanks(int size, double lower, double upper) {
    Interval interval =
        Percentiles.of(IntStream.rangeClosed(1, size).asDoubleStream().toArray())
            .interval(0.5, 0.95);

    assertThat(interval.lower()).isEqualTo(lower);
    assertThat(interval.upper()).isEqualTo(upper);
  }

  @Test
  @DisplayName("of a percentile are open where the sample is too small")
  void openPercentiles() {
    double[] ranks = IntStream.rangeClosed(1, 73).asDoubleStream().toArray();

    assertThat(Percentiles.of(1, 2, 3, 4, 5).interval(0.5, 0.95).lower())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    // 0.95^72 = 0.0249 is below 2.5 %, 0.95^71 = 0.0262 is not
    assertThat(Percentiles.of(Arrays.copyOf(ranks, 71)).interval(0.95, 0.95).upper())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Percentiles.of(Arrays.copyOf(ranks, 72)).interval(0.95, 0.95).upper()).isEqualTo(72);
    assertThat(Percentiles.of(Arrays.copyOf(ranks, 72)).interval(0.05, 0.95).lower()).isEqualTo(1);
  }

  @ParameterizedTest(name = "p{0} of {1} values at {2}")
  @CsvSource({"0.5, 17, 0.95", "0.9, 40, 0.95", "0.95, 200, 0.9", "0.1, 300, 0.99", "0.5, 99, 0.5"})
  @DisplayName("of a percentile are the tightest whose tails keep the level")
  void tightest(double probability, int size, double confidence) {
    double[] ranks = IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    Interval interval = Percentiles.of(ranks).interval(probability, confidence);
    BinomialDistribution below = BinomialDistribution.of(size, probability);
    int lower = (int) interval.lower();
    double tail = (1 - confidence) / 2;

    assertThat(below.cumulativeProbability(lower - 1)).isLessThanOrEqualTo(tail);
    assertThat(below.cumulativeProbability(lower)).isGreaterThan(tail);
    if (Double.isFinite(interval.upper())) {
      int upper = (int) interval.upper();
      assertThat(below.survivalProbability(upper - 1)).isLessThanOrEqualTo(tail);
      assertThat(below.survivalProbability(upper - 2)).isGreaterThan(tail);
    }
  }

  @Test
  @DisplayName("by bootstrap are the same for the same seed and others for another")
  void bootstrapDeterminism() {
    Interval first = Bootstrap.of(42).interval(SLEEP, IntervalsTest::mean, 0.95);

    assertThat(Bootstrap.of(42).interval(SLEEP, IntervalsTest::mean, 0.95)).isEqualTo(first);
    assertThat(Bootstrap.of(43).interval(SLEEP, IntervalsTest::mean, 0.95)).isNotEqualTo(first);
    assertThat(first).hasToString("1.5800 (0.9500 to 2.4002, 95 %)");
  }

  @Test
  @DisplayName("by bootstrap come near to the normal interval of a mean")
  void bootstrapMean() {
    double[] uniform = IntStream.range(0, 400).mapToDouble(i -> i / 399.0).toArray();
    Interval interval = new Bootstrap(7, 5000).interval(uniform, IntervalsTest::mean, 0.95);
    double halfWidth = 1.96 * SampleMean.of(uniform).standardError();

    assertThat(interval.estimate()).isCloseTo(0.5, within(1e-12));
    // The seed is fixed: no false alarms.
    assertThat(interval.lower()).isCloseTo(0.5 - halfWidth, within(0.1 * halfWidth));
    assertThat(interval.upper()).isCloseTo(0.5 + halfWidth, within(0.1 * halfWidth));
  }

  @Test
  @DisplayName("by bootstrap allow a statistic that sorts its argument")
  void sortingStatistic() {
    double[] sample = {5, 1, 4, 2, 3};
    Interval interval =
        Bootstrap.of(1)
            .interval(
                sample,
                values -> {
                  Arrays.sort(values);
                  return values[2];
                },
                0.9);

    assertThat(interval.estimate()).isEqualTo(3);
    assertThat(sample).containsExactly(5, 1, 4, 2, 3);
    assertThat(interval.contains(3)).isTrue();
  }

  @Test
  @DisplayName("overlap where they share a value")
  void overlap() {
    Interval low = new Interval(1, 0, 2, 0.95);

    assertThat(low.overlaps(new Interval(3, 2, 4, 0.95))).isTrue();
    assertThat(low.overlaps(new Interval(3, 2.1, 4, 0.95))).isFalse();
    assertThat(new Interval(3, 2.1, 4, 0.95).overlaps(low)).isFalse();
    assertThat(low.contains(2)).isTrue();
    assertThat(low.contains(2.1)).isFalse();
  }

  @Test
  @DisplayName("refuse what cannot be, and say why")
  void refusals() {
    assertThatThrownBy(() -> new Proportion(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be 0 to 2: 3");
    assertThatThrownBy(() -> new Proportion(0, 0)).hasMessage("trials must be at least 1: 0");
    assertThatThrownBy(() -> new Proportion(1, 2).wilson(95))
        .hasMessage("confidence must be > 0 and < 1: 95.0 (a ratio, not percent)");
    assertThatThrownBy(() -> SampleMean.of()).hasMessage("sample size must be at least 1: 0");
    assertThatThrownBy(() -> SampleMean.of(1, Double.NaN))
        .hasMessageContaining("sample must be a finite number: NaN");
    assertThatThrownBy(() -> Percentiles.of(1, 2).quantile(95))
        .hasMessage("probability must be 0 to 1: 95.0 (a ratio, not percent)");
    assertThatThrownBy(() -> Percentiles.of(1, 2).interval(0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bootstrap(1, 99)).hasMessage("resamples must be at least 100: 99");
    assertThatThrownBy(() -> Bootstrap.of(1).interval(SLEEP, values -> Double.NaN, 0.95))
        .hasMessageContaining("statistic must be a finite number: NaN");
    assertThatThrownBy(() -> new Interval(1, 2, 1, 0.95))
        .hasMessage(
            "interval must have lower <= upper and a number as estimate: 1.0 in 2.0 to 1.0");
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
