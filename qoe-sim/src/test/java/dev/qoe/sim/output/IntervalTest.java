package dev.qoe.sim.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  private static final double[] WORKED = {
    1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09
  };

  @DisplayName("The worked example of the textbook comes out: 1.34 +- 0.24 at 90 %")
  @Test
  void workedExample() {
    Interval interval = Interval.of(WORKED, 0.90);

    assertThat(interval.mean()).isCloseTo(1.343, within(1e-12));
    assertThat(interval.halfWidth()).isCloseTo(1.833 * Math.sqrt(0.17 / 10), within(0.005));
    assertThat(interval).hasToString("1.34 +- 0.24 (90 %, n = 10)");
    assertThat(interval.contains(1.1)).isFalse();
    assertThat(interval.contains(1.2)).isTrue();
    assertThat(interval.relativeHalfWidth()).isCloseTo(0.18, within(0.005));
  }

  @DisplayName("The critical values are those of the tables, to twelve digits")
  @ParameterizedTest(name = "{0} with {1} degrees of freedom: {2}")
  @CsvSource({
    "0.95,  1,   12.7062047361747",
    "0.99,  1,   63.6567411628716",
    "0.95,  10,  2.22813885196494",
    "0.99,  19,  2.86093460644991",
    "0.99,  29,  2.75638590367044",
    "0.90,  9,   1.83311293265624",
    "0.95,  1000000000, 1.95996398691232",
  })
  void criticalValues(double level, long degreesOfFreedom, double expected) {
    assertThat(StudentT.critical(level, degreesOfFreedom))
        .isCloseTo(expected, within(1e-11 * expected));
  }

  @DisplayName("Intervals cover the true mean as often as their level says")
  @Test
  void coverage() {
    long seed = 7;
    Random random = new Random(seed);
    int covered = 0;
    int trials = 4000;
    for (int i = 0; i < trials; i++) {
      double[] values = new double[5];
      for (int k = 0; k < values.length; k++) {
        values[k] = 3 + 2 * random.nextGaussian();
      }
      covered += Interval.of(values, 0.9).contains(3) ? 1 : 0;
    }
    // Binomial with deviation 0.0047: five deviations are a false alarm in 1.7 million seeds.
    assertThat(covered / (double) trials).as("seed %d", seed).isCloseTo(0.9, within(0.0237));
  }

  @DisplayName("Pairs that move together give a narrower difference than either mean has")
  @Test
  void pairs() {
    double[] a = {10, 20, 30, 40};
    double[] b = {9, 18.5, 29, 38.5};

    Interval difference = Interval.ofDifference(a, b, 0.95);

    assertThat(difference.mean()).isEqualTo(1.25);
    assertThat(difference.halfWidth()).isLessThan(Interval.of(a, 0.95).halfWidth() / 20);
    assertThatThrownBy(() -> Interval.ofDifference(a, new double[3], 0.95))
        .hasMessage("pairs need as many values of a as of b: 4 and 3");
  }

  @DisplayName("One value gives an infinite interval, equal values one of width 0")
  @Test
  void extremes() {
    assertThat(Interval.of(new double[] {5}, 0.95))
        .hasToString("5 +- infinite (95 %, n = 1)")
        .satisfies(one -> assertThat(one.contains(-1e300)).isTrue());
    assertThat(Interval.of(new double[] {2.5, 2.5, 2.5}, 0.99))
        .hasToString("2.5 +- 0 (99 %, n = 3)")
        .satisfies(same -> assertThat(same.relativeHalfWidth()).isZero());
    assertThat(new Interval(0, 1, 0.95, 9).relativeHalfWidth()).isInfinite();
    assertThat(new Interval(12345, 321, 0.999, 9)).hasToString("12345 +- 321 (99.9 %, n = 9)");
    assertThat(new Interval(1e-20, 3e-21, 0.95, 9))
        .hasToString("1.00000e-20 +- 3.00000e-21 (95 %, n = 9)");
  }

  @DisplayName("Values that are no numbers, and levels that are none, are refused with their place")
  @Test
  void badInput() {
    double[] values = {1, Double.NaN};
    double[] none = {};
    assertThatThrownBy(() -> Interval.of(values, 0.95)).hasMessage("value must be finite: NaN");
    assertThatThrownBy(() -> Interval.of(none, 0.95))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no interval of no value; add at least one");
    assertThatThrownBy(() -> Interval.ofDifference(values, values, 0.95))
        .hasMessage("a[1] must be finite: NaN");
    assertThatThrownBy(() -> Interval.of(WORKED, 95))
        .hasMessage("level must be above 0 and below 1 (example: 0.95): 95.0");
    assertThatThrownBy(() -> new Interval(Double.NaN, 1, 0.9, 3))
        .hasMessage("mean must be finite: NaN");
    assertThatThrownBy(() -> new Interval(1, -1, 0.9, 3))
        .hasMessage("half width must be >= 0: -1.0");
    assertThatThrownBy(() -> new Interval(1, 1, 0.9, 0)).hasMessage("n must be >= 1: 0");
  }
}
