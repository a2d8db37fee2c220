package dev.qoe.core.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link budget")
class LinkBudgetTest {

  @Test
  @DisplayName("adds up to the hand-computed RSRP and SINR")
  void handComputed() {
    LinkBudget budget =
        LinkBudget.builder()
            .transmitPowerDbm(46)
            .antennaGainDb(15)
            .carrier(SubcarrierSpacing.KHZ_15, 100)
            .noiseFigureDb(LinkBudget.TERMINAL_NOISE_FIGURE_DB)
            .pathLossDb(110)
            .shadowFadingDb(-4)
            .penetrationLossDb(12)
            .build();

    // 46 - 10 log10 1200 + 15 = 30.208; - 110 + 4 - 12 = -87.792; -174 + 41.761 + 9 = -123.239
    assertThat(budget.eirpPerResourceElementDbm()).isCloseTo(30.20819, within(1e-5));
    assertThat(budget.rsrpDbm()).isCloseTo(-87.79181, within(1e-5));
    assertThat(budget.noisePerResourceElementDbm()).isCloseTo(-123.23909, within(1e-5));
    assertThat(budget.noiseRiseDb()).isZero();
    assertThat(budget.sinrDb()).isCloseTo(35.44728, within(1e-5));
  }

  @Test
  @DisplayName("counts an interferer by its load, and interference as strong as noise as 3 dB")
  void interference() {
    double noise = LinkBudget.builder().build().noisePerResourceElementDbm();
    LinkBudget quiet = LinkBudget.builder().pathLossDb(100).build();
    LinkBudget half =
        LinkBudget.builder()
            .pathLossDb(100)
            .interferer(noise, 0.5)
            .interferer(noise, 0.5)
            .interferer(-50, 0)
            .build();

    assertThat(half.noiseRiseDb()).isCloseTo(10 * Math.log10(2), within(1e-12));
    assertThat(half.sinrDb()).isCloseTo(quiet.sinrDb() - 10 * Math.log10(2), within(1e-12));
    assertThat(half.interferenceMilliwatts()).isCloseTo(Decibels.toRatio(noise), within(1e-25));
  }

  @Test
  @DisplayName("names its terms in the order of the sum")
  void terms() {
    LinkBudget budget =
        LinkBudget.builder().pathLossDb(100).penetrationLossDb(9).interferer(-100, 1).build();

    assertThat(budget.terms())
        .containsOnlyKeys(
            "eirpPerResourceElementDbm",
            "pathLossDb",
            "shadowFadingDb",
            "penetrationLossDb",
            "rsrpDbm",
            "noisePerResourceElementDbm",
            "noiseRiseDb",
            "sinrDb")
        .containsEntry("sinrDb", budget.sinrDb())
        .containsEntry("pathLossDb", 100.0);
    assertThat(budget).hasToString("RSRP -98.2 dBm, SINR 1.8 dB (noise rise 20.3 dB)");
  }

  @Test
  @DisplayName("refuses what cannot be")
  void refusals() {
    LinkBudget.Builder builder = LinkBudget.builder();

    assertThatThrownBy(() -> builder.interferer(-100, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("load must be 0.0 to 1.0: 1.5");
    assertThatThrownBy(() -> builder.pathLossDb(Double.NaN))
        .hasMessageContaining("pathLossDb must be a finite number: NaN");
    assertThatThrownBy(() -> builder.penetrationLossDb(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.carrier(SubcarrierSpacing.KHZ_30, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
