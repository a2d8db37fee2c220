package dev.qoe.api.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Units and utility curves")
class KpiVocabularyTest {

  @Test
  @DisplayName("units of one quantity convert, exactly where decimal numbers allow")
  void conversion() {
    assertThat(Unit.of("ms").convert(148, Unit.of("s"))).isEqualTo(0.148);
    assertThat(Unit.of("s").convert(0.148, Unit.of("ms"))).isEqualTo(148);
    assertThat(Unit.of("kbit/s").convert(2_200, Unit.of("Mbit/s"))).isEqualTo(2.2);
    for (int percent = 0; percent <= 100; percent++) {
      assertThat(Unit.PERCENT.convert(percent, Unit.RATIO)).isEqualTo(percent / 100.0);
    }
    assertThat(Unit.of("km/h").convert(36, Unit.of("m/s"))).isCloseTo(10, within(1e-12));
    assertThat(Unit.of("MiB").convert(1, Unit.of("kB"))).isEqualTo(1048.576);
  }

  @Test
  @DisplayName("units of other quantities, and unknown ones, do not")
  void noConversion() {
    assertThatThrownBy(() -> Unit.of("ms").convert(1, Unit.RATIO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'ms' (time)", "'ratio' (ratio)");
    assertThat(Unit.of("furlong").convertsTo(Unit.of("m"))).isFalse();
    assertThat(Unit.of("furlong").convertsTo(Unit.of("furlong"))).isTrue();
    assertThatThrownBy(() -> new Unit("x", "y", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Unit.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("curves meet 0 and 100 at their ends and stay there")
  void ends() {
    for (UtilityCurve curve :
        List.of(
            new UtilityCurve.Linear(800, 30),
            new UtilityCurve.Logarithmic(800, 30),
            new UtilityCurve.Exponential(800, 30, 3),
            new UtilityCurve.Piecewise(
                List.of(
                    new UtilityCurve.Piecewise.Point(30, 100),
                    new UtilityCurve.Piecewise.Point(800, 0))))) {
      assertThat(curve.score(30)).as("%s", curve).isCloseTo(100, within(1e-9));
      assertThat(curve.score(800)).isCloseTo(0, within(1e-9));
      assertThat(curve.score(-1e300)).isEqualTo(100);
      assertThat(curve.score(Double.MAX_VALUE)).isCloseTo(0, within(1e-9));
      assertThat(curve.score(100)).isGreaterThan(curve.score(101)).isBetween(0.0, 100.0);
      assertThat(curve.score(Double.NaN)).isNaN();
    }
    UtilityCurve rate = new UtilityCurve.Logarithmic(0.5, 50);
    assertThat(rate.score(0)).isZero();
    assertThat(rate.score(-1)).isZero();
    assertThat(rate.score(5)).isCloseTo(50, within(1e-9));
  }

  @Test
  @DisplayName("an S-shaped curve is worth half at its midpoint, whatever the size of the value")
  void logistic() {
    UtilityCurve curve = new UtilityCurve.Logistic(100, -0.1);
    assertThat(curve.score(100)).isEqualTo(50);
    assertThat(curve.score(Double.MAX_VALUE)).isZero();
    assertThat(curve.score(-Double.MAX_VALUE)).isEqualTo(100);
  }

  @Test
  @DisplayName("a band is worth 100 within and falls on both sides, even where a side is a step")
  void band() {
    UtilityCurve band = new UtilityCurve.TargetBand(0, 20, 60, 100);
    assertThat(List.of(band.score(0), band.score(10), band.score(20), band.score(60)))
        .containsExactly(0.0, 50.0, 100.0, 100.0);
    assertThat(List.of(band.score(80), band.score(100), band.score(1e9)))
        .containsExactly(50.0, 0.0, 0.0);
    UtilityCurve step = new UtilityCurve.TargetBand(0, 0, 50, 50);
    assertThat(List.of(step.score(-1e-9), step.score(0), step.score(50), step.score(50.001)))
        .containsExactly(0.0, 100.0, 100.0, 0.0);
    assertThat(band.score(Double.NaN)).isNaN();
  }

  @Test
  @DisplayName("curves without a course are refused")
  void refused() {
    for (Runnable make :
        List.<Runnable>of(
            () -> new UtilityCurve.Linear(5, 5),
            () -> new UtilityCurve.Linear(-1e308, 1e308),
            () -> new UtilityCurve.Linear(Double.NaN, 5),
            () -> new UtilityCurve.Logarithmic(0, 5),
            () -> new UtilityCurve.Exponential(1, 0, 0),
            () -> new UtilityCurve.Logistic(1, 0),
            () -> new UtilityCurve.TargetBand(3, 2, 5, 6),
            () -> new UtilityCurve.TargetBand(0, Double.NaN, 5, 6),
            () -> new UtilityCurve.Piecewise(List.of()),
            () -> new UtilityCurve.Piecewise.Point(1, 101))) {
      assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("codes and domains are capital letters, digits and underscores")
  void codes() {
    for (String bad : List.of("", "a", "1A", "A-B", "A ", "A\n", "A".repeat(65))) {
      assertThatThrownBy(() -> Kpi.of(bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Domain.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Kpi.of("TRN_LOSS")).isEqualTo(Kpi.PACKET_LOSS).hasToString("TRN_LOSS");
  }
}
