package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The model of adaptive video")
class StreamingModelTest {

  private static double mos(double megabits, double millis) {
    return StreamingModel.p1203().score(new double[] {megabits, millis});
  }

  @Test
  @DisplayName("is near the top on a fast link, at the bottom on none, and rises in between")
  void range() {
    assertThat(mos(50, 30)).isGreaterThan(4.2);
    assertThat(mos(0, 30)).isLessThan(1.5);
    double before = 0;
    for (double megabits : new double[] {0.1, 0.3, 0.6, 1.2, 2.5, 5, 10}) {
      double mos = mos(megabits, 50);
      assertThat(mos).as("%s Mbit/s", megabits).isGreaterThan(before);
      before = mos;
    }
  }

  @Test
  @DisplayName("takes any number, as a live model must")
  void anyNumber() {
    for (double odd : new double[] {-1, 0, 1e-300, 1e300}) {
      assertThat(mos(odd, odd)).isBetween(1.0, 5.0);
    }
    assertThat(StreamingModel.p1203().inputUnits()).hasSize(2);
    assertThat(StreamingModel.p1203().outputUnit().symbol()).isEqualTo("MOS");
    assertThat(StreamingModel.p1203().title()).contains("P.1203");
  }
}
