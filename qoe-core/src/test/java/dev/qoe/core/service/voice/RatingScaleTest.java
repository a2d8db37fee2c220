package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The scales of R")
class RatingScaleTest {

  @ParameterizedTest
  @CsvSource({
    "90, 4.339, 97.0, 0.2, BEST",
    "80, 4.024, 89.4, 1.4, HIGH",
    "70, 3.597, 73.4, 5.9, MEDIUM",
    "60, 3.100, 50.0, 17.4, LOW",
    "50, 2.575, 26.6, 37.7, POOR"
  })
  @DisplayName("give the printed table of opinions, and G.109's categories from their lower bounds")
  void table(double r, double mos, double gob, double pow, SpeechQuality quality) {
    RatingScale scale = RatingScale.NARROWBAND;
    assertThat(scale.mos(r)).isCloseTo(mos, within(6e-4));
    assertThat(scale.goodOrBetterPercent(r)).isCloseTo(gob, within(0.051));
    assertThat(scale.poorOrWorsePercent(r)).isCloseTo(pow, within(0.051));
    assertThat(SpeechQuality.of(r)).isEqualTo(quality);
    assertThat(SpeechQuality.of(Math.nextDown(r))).isNotEqualTo(quality);
  }

  @Test
  @DisplayName("do not recommend connections below 50")
  void notRecommended() {
    assertThat(SpeechQuality.of(49.9)).isEqualTo(SpeechQuality.NOT_RECOMMENDED);
    assertThat(SpeechQuality.of(-20)).isEqualTo(SpeechQuality.NOT_RECOMMENDED);
    assertThatThrownBy(() -> SpeechQuality.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("lead from opinion to rating and back")
  void inverse(RatingScale scale) {
    for (int i = 0; i <= 3500; i++) {
      double mos = 1 + i / 1000.0;
      assertThat(scale.mos(scale.r(mos))).as("mos %s", mos).isCloseTo(mos, within(1e-12));
    }
    assertThat(scale.r(1)).isCloseTo(0.065 * scale.best(), within(0.01 * scale.best()));
    assertThat(scale.r(4.5)).isCloseTo(scale.best(), within(1e-9));
  }

  @Test
  @DisplayName("dip below 1 as the standard does, unless clamped")
  void dip() {
    assertThat(RatingScale.NARROWBAND.mos(3.2)).isCloseTo(0.989, within(1e-3));
    assertThat(RatingScale.NARROWBAND.mosClampedToOne(3.2)).isEqualTo(1);
    assertThat(RatingScale.NARROWBAND.mosClampedToOne(93.2)).isCloseTo(4.409, within(1e-3));
  }

  @Test
  @DisplayName("end at 1 and 4.5")
  void ends() {
    assertThat(RatingScale.NARROWBAND.mos(-16)).isEqualTo(1);
    assertThat(RatingScale.NARROWBAND.mos(0)).isEqualTo(1);
    assertThat(RatingScale.NARROWBAND.mos(100)).isEqualTo(4.5);
    assertThat(RatingScale.FULLBAND.mos(200)).isEqualTo(4.5);
  }

  @Test
  @DisplayName("are not mixed: the same number means less on a wider scale")
  void notMixed() {
    assertThat(RatingScale.NARROWBAND.mos(90))
        .isGreaterThan(RatingScale.WIDEBAND.mos(90))
        .isCloseTo(RatingScale.WIDEBAND.mos(90 * 1.29), within(1e-12));
    assertThat(RatingScale.WIDEBAND.mos(90)).isGreaterThan(RatingScale.FULLBAND.mos(90));
  }

  @Test
  @DisplayName("refuse what is no number and opinions that no rating has")
  void refuse() {
    assertThatThrownBy(() -> RatingScale.NARROWBAND.mos(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RatingScale.NARROWBAND.r(0.99)).hasMessageContaining("1 to 4.5");
    assertThatThrownBy(() -> RatingScale.NARROWBAND.r(4.51)).hasMessageContaining("4.51");
  }
}
