package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Jitter buffers")
class JitterBufferTest {

  @Test
  @DisplayName("adapt their depth to the jitter between their limits")
  void depth() {
    JitterBuffer buffer = JitterBuffer.adaptive();
    assertThat(buffer.addedDelayMillis(0)).isEqualTo(20);
    assertThat(buffer.addedDelayMillis(10)).isEqualTo(70);
    assertThat(buffer.addedDelayMillis(100)).isEqualTo(200);
  }

  @Test
  @DisplayName("lose what comes after their depth")
  void lateLoss() {
    JitterBuffer buffer = JitterBuffer.adaptive();
    assertThat(buffer.lateLossRatio(0)).isZero();
    assertThat(buffer.lateLossRatio(10)).isCloseTo(Math.exp(-7), within(1e-15));
    assertThat(buffer.lateLossRatio(100)).isCloseTo(Math.exp(-2), within(1e-15));
    assertThat(JitterBuffer.none().lateLossRatio(100)).isZero();
    assertThat(JitterBuffer.none().addedDelayMillis(100)).isZero();
  }

  @Test
  @DisplayName("lose the share of packets that a simulated queue delivers late")
  void simulated() {
    // 200,000 packets, seed 11: the standard error of the share is 0.0008, the bound is five of
    // them
    Random random = new Random(11);
    int packets = 200_000;
    double mean = 20;
    double variation = 0;
    double last = 0;
    int late = 0;
    for (int i = 0; i < packets; i++) {
      double holdUp = -mean * Math.log(1 - random.nextDouble());
      variation += Math.abs(holdUp - last);
      last = holdUp;
      late += holdUp > 40 ? 1 : 0;
    }
    double jitter = variation / packets;
    assertThat(jitter).isCloseTo(mean, within(0.3));
    assertThat((double) late / packets)
        .isCloseTo(JitterBuffer.fixed(Duration.ofMillis(40)).lateLossRatio(mean), within(0.004));
  }

  @Test
  @DisplayName("refuse depths out of order")
  void refuse() {
    assertThatThrownBy(() -> JitterBuffer.fixed(Duration.ZERO)).hasMessageContaining("none()");
    assertThatThrownBy(() -> JitterBuffer.of(Duration.ofMillis(50), 2, Duration.ofMillis(20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("least <= greatest");
    assertThatThrownBy(() -> JitterBuffer.of(Duration.ZERO, Double.NaN, Duration.ZERO))
        .hasMessageContaining("depthPerJitter");
  }
}
