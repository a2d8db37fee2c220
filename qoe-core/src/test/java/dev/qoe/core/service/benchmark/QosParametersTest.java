package dev.qoe.core.service.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("QoS parameters after TS 102 250-2")
class QosParametersTest {

  @Test
  @DisplayName("ratios are parts of their attempts, 0 to 1")
  void ratios() {
    assertThat(QosParameters.radioNetworkUnavailability(1, 50)).isEqualTo(0.02);
    assertThat(QosParameters.serviceNonAccessibility(3, 4)).isEqualTo(0.75);
    assertThat(QosParameters.cutOffCallRatio(0, 7)).isZero();
    assertThat(QosParameters.dataTransferCutOffRatio(7, 7)).isEqualTo(1);
    assertThat(QosParameters.sessionFailureRatio(1, 8)).isEqualTo(0.125);
  }

  @Test
  @DisplayName("the mean data rate is in kilobits, 1000 bits each, per second")
  void rate() {
    assertThat(QosParameters.meanDataRateKilobitsPerSecond(1_000_000, Duration.ofMillis(1600)))
        .isCloseTo(5000, within(1e-9));
  }

  @Test
  @DisplayName("speech quality on call basis is the mean of the samples")
  void speech() {
    assertThat(QosParameters.speechQualityOnCallBasis(4.1, 3.9, 2.5)).isCloseTo(3.5, within(1e-12));
  }

  @Test
  @DisplayName("counts that cannot be are refused")
  void refusals() {
    assertThatThrownBy(() -> QosParameters.cutOffCallRatio(0, 0))
        .hasMessage("calls cut off: of how many must be > 0: 0");
    assertThatThrownBy(() -> QosParameters.sessionFailureRatio(5, 4))
        .hasMessage("uncompleted sessions must be 0 to 4: 5");
    assertThatThrownBy(() -> QosParameters.meanDataRateKilobitsPerSecond(1, Duration.ZERO))
        .hasMessage("transferTime in seconds must be > 0: 0.0");
    assertThatThrownBy(() -> QosParameters.meanDataRateKilobitsPerSecond(-1, Duration.ofSeconds(1)))
        .hasMessage("user data must be >= 0 bytes: -1");
    assertThatThrownBy(() -> QosParameters.speechQualityOnCallBasis(5.1))
        .hasMessage("MOS of a sample must be 1 to 5: 5.1");
    assertThatThrownBy(QosParameters::speechQualityOnCallBasis)
        .hasMessage("a call needs at least one MOS sample");
  }
}
