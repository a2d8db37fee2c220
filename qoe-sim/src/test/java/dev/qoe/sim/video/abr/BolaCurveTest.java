package dev.qoe.sim.video.abr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Manifest;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BolaCurveTest {

  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(3), 10, 230, 477, 991, 2056, 5027);

  @DisplayName("The best quality is the highest one whose lowest level is reached")
  @Test
  void lowestLevel() {
    BolaCurve curve = new BolaCurve(FILM, 0, 5).fill(25_000, 3000);

    for (int q = 1; q <= curve.top(); q++) {
      assertThat(curve.best(curve.lowest(q) - 1)).isLessThan(q);
      assertThat(curve.best(curve.lowest(q) + 1)).isEqualTo(q);
    }
    assertThat(curve.lowest(0)).isZero();
  }

  @DisplayName("The top quality's score falls to zero a segment before the buffer is full")
  @Test
  void fills() {
    BolaCurve curve = new BolaCurve(FILM, 0, 5).fill(25_000, 3000);

    assertThat(curve.highest(curve.top())).isCloseTo(22_000, within(1e-9));
  }

  @DisplayName("From the safe level on no download is worth giving up, in 200,000 random states")
  @Test
  void safeLevel() {
    SplittableRandom random = new SplittableRandom(7);
    int abandoned = 0;
    int close = 0;
    for (int i = 0; i < 200_000; i++) {
      BolaCurve curve = new BolaCurve(FILM, i % 2, 1 + 5 * random.nextDouble());
      curve.fill(9000 + 40_000 * random.nextDouble(), 3000);
      int quality = 1 + random.nextInt(curve.top());
      double size = 1e5 + 1e7 * random.nextDouble();
      double share = random.nextDouble();
      double safe = curve.safeLevel(quality, share);
      double level = Math.max(0, safe + (random.nextInt(3) - 1) * 200 * random.nextDouble());
      int other = curve.abandon(size, quality, share * size, level);
      if (level >= safe) {
        assertThat(other).as("state %d of seed 7", i).isEqualTo(AbrRule.KEEP);
        close++;
      } else if (other != AbrRule.KEEP) {
        abandoned++;
      }
    }
    assertThat(close).isGreaterThan(50_000);
    assertThat(abandoned).as("the rest is really abandoned").isGreaterThan(10_000);
  }
}
