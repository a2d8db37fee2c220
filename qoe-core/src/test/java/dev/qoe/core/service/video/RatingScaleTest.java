package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Opinion and rating")
class RatingScaleTest {

  @Test
  @DisplayName("rating inverts opinion at every node of its table, and nearly between")
  void inverse() {
    for (int i = 13; i <= 400; i++) {
      double q = i * 0.25;
      assertThat(RatingScale.rating(RatingScale.opinion(q))).isCloseTo(q, within(1e-9));
      double between = q + (i < 400 ? 0.125 : 0);
      assertThat(RatingScale.rating(RatingScale.opinion(between))).isCloseTo(between, within(0.1));
    }
  }

  @Test
  @DisplayName("both ends are held, and the dip near 1.6 is the standard's")
  void ends() {
    assertThat(RatingScale.opinion(-1)).isEqualTo(1.05);
    assertThat(RatingScale.opinion(101)).isEqualTo(4.9);
    assertThat(RatingScale.opinion(1.6)).isCloseTo(1.0472, within(5e-5));
    assertThat(RatingScale.rating(0)).isZero();
    assertThat(RatingScale.rating(5)).isEqualTo(100);
  }
}
