package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The Cole-Rosenbluth simplification")
class ColeRosenbluthTest {

  @ParameterizedTest
  @CsvSource({
    "0, 94.20",
    "50, 93.00",
    "100, 91.80",
    "150, 90.60",
    "200, 86.90",
    "250, 80.20",
    "300, 73.50",
    "400, 60.10"
  })
  @DisplayName("rates delay from a base of 94.2")
  void delay(double millis, double r) {
    assertThat(ColeRosenbluth.G711.r(millis, 0)).isCloseTo(r, within(5.1e-3));
  }

  @ParameterizedTest
  @CsvSource({"G711, 0.01, 88.81", "G711, 0.03, 81.85", "G729A, 0.01, 78.19", "G729A, 0.03, 71.51"})
  @DisplayName("rates random loss at 50 ms")
  void loss(ColeRosenbluth codec, double lossRatio, double r) {
    assertThat(codec.r(50, lossRatio)).isCloseTo(r, within(5.1e-3));
    assertThat(codec.mos(50, lossRatio))
        .isEqualTo(RatingScale.NARROWBAND.mos(codec.r(50, lossRatio)));
  }

  @Test
  @DisplayName("refuses loss in percent")
  void refusesPercent() {
    assertThatThrownBy(() -> ColeRosenbluth.G711.r(50, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lossRatio must be 0 to 1: 2.0; percent is divided by 100");
    assertThatThrownBy(() -> ColeRosenbluth.G711.r(-1, 0)).hasMessageContaining(">= 0");
  }
}
