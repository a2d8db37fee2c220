package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Changes of quality")
class QualityChangesTest {

  private static final int SECONDS = 60;

  @Test
  @DisplayName("a constant quality costs nothing and never turns")
  void constant() {
    double[] o22 = new double[SECONDS];
    Arrays.fill(o22, 3);
    QualityChanges changes = QualityChanges.of(o22, SECONDS);
    assertThat(changes).isEqualTo(new QualityChanges(0, 0, 0, 63, 0, 0));
  }

  @Test
  @DisplayName("a rise of the smoothed quality by exactly 0.2 counts as a fall")
  void exactStep() {
    double[] o22 = new double[SECONDS];
    Arrays.fill(o22, 9, SECONDS, 1); // smoothed, every third second: 0, 0.2, 0.8, 1
    assertThat(QualityChanges.of(o22, SECONDS).turns()).isEqualTo(2);
    Arrays.fill(o22, 9, SECONDS, 1.0001);
    assertThat(QualityChanges.of(o22, SECONDS).turns()).isEqualTo(1);
  }

  @Test
  @DisplayName("going up and down costs more than the same change once")
  void oscillation() {
    double[] once = new double[SECONDS];
    double[] often = new double[SECONDS];
    for (int t = 0; t < SECONDS; t++) {
      once[t] = t < SECONDS / 2 ? 4 : 2;
      often[t] = t / 6 % 2 == 0 ? 4 : 2;
    }
    QualityChanges one = QualityChanges.of(once, SECONDS);
    QualityChanges many = QualityChanges.of(often, SECONDS);
    assertThat(one.oscillation()).isZero();
    assertThat(many.turns()).isEqualTo(9);
    assertThat(many.oscillation()).isPositive();
    assertThat(many.adaptation()).isGreaterThan(one.adaptation());
  }
}
