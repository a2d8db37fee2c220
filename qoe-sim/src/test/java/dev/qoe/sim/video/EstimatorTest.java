package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EstimatorTest {

  private static final Manifest FILM = Manifest.constantBitrate(Duration.ofSeconds(3), 1, 1000);

  @DisplayName("The first download is believed as it is")
  @Test
  void first() {
    EwmaEstimator estimator = EwmaEstimator.create(FILM);
    assertThat(estimator.kbps()).isNaN();

    estimator.add(700, 1234, 20);

    assertThat(estimator.kbps()).isCloseTo(1234, within(1e-9));
    assertThat(estimator.latencyMillis()).isCloseTo(20, within(1e-9));
  }

  @DisplayName("After a half-life each, the older of two rates has half the weight of the newer")
  @Test
  void halfLife() {
    EwmaEstimator estimator = EwmaEstimator.create(new double[] {3000}, new double[] {1});

    estimator.add(3000, 1000, 10);
    estimator.add(3000, 4000, 40);

    assertThat(estimator.kbps()).isCloseTo((1000 + 2 * 4000) / 3.0, within(1e-9));
    assertThat(estimator.latencyMillis()).isCloseTo((10 + 2 * 40) / 3.0, within(1e-9));
  }

  @DisplayName("Of two half-lives the lower rate and the higher latency count")
  @Test
  void cautious() {
    EwmaEstimator rising = EwmaEstimator.create(FILM);
    EwmaEstimator slow = EwmaEstimator.create(new double[] {8000}, new double[] {8.0 / 3});
    EwmaEstimator fast = EwmaEstimator.create(new double[] {3000}, new double[] {1});
    for (EwmaEstimator estimator : new EwmaEstimator[] {rising, slow, fast}) {
      estimator.add(3000, 1000, 10);
      estimator.add(3000, 4000, 40);
    }

    assertThat(slow.kbps()).isLessThan(fast.kbps());
    assertThat(rising.kbps()).isEqualTo(slow.kbps());
    assertThat(rising.latencyMillis()).isEqualTo(fast.latencyMillis());
  }

  @DisplayName("A sliding mean forgets what left its window")
  @Test
  void sliding() {
    SlidingEstimator estimator = SlidingEstimator.create(3);
    assertThat(estimator.kbps()).isNaN();

    for (int kbps : new int[] {9000, 1000, 2000, 3000}) {
      estimator.add(1, kbps, kbps / 100.0);
    }

    assertThat(estimator.kbps()).isEqualTo(2000);
    assertThat(estimator.latencyMillis()).isEqualTo(20);
  }

  @DisplayName("Windows and half-lives out of range are refused")
  @Test
  void refuses() {
    assertThatThrownBy(() -> SlidingEstimator.create(0))
        .hasMessage("sliding window must be from 1 to 1000: 0");
    assertThatThrownBy(() -> EwmaEstimator.create(new double[] {0}, new double[] {1}))
        .hasMessage("half-life in milliseconds must be finite and > 0: 0");
    assertThatThrownBy(() -> EwmaEstimator.create(new double[] {1}, new double[] {}))
        .hasMessage("half-life in segments is missing; give at least one");
  }
}
