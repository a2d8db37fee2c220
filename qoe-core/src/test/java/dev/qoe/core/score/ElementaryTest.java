package dev.qoe.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fast exponential and logarithm")
class ElementaryTest {

  private static final long SEED = 7;

  @Test
  @DisplayName("differ from the exact ones by less than 1e-13")
  void accuracy() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000_000; i++) {
      double x = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 20 : 1_398);
      double exact = StrictMath.exp(x);
      assertThat(Elementary.exp(x) / exact)
          .as("exp(%s), seed %d", x, SEED)
          .isCloseTo(1, within(1e-13));
      double y = StrictMath.exp(random.nextDouble() * 200 - 100);
      assertThat(Elementary.log(y))
          .as("log(%s), seed %d", y, SEED)
          .isCloseTo(StrictMath.log(y), within(1e-13));
    }
  }

  @Test
  @DisplayName("are exact at the edges of their range")
  void edges() {
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.log(1)).isCloseTo(0, within(1e-15));
    assertThat(Elementary.exp(-800)).isZero();
    assertThat(Elementary.exp(800)).isInfinite();
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    assertThat(Elementary.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log(-1)).isNaN();
    assertThat(Elementary.log(Double.MIN_VALUE)).isEqualTo(StrictMath.log(Double.MIN_VALUE));
    assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isInfinite();
  }
}
