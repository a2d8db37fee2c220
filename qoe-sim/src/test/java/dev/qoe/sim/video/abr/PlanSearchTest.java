package dev.qoe.sim.video.abr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.video.Manifest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanSearchTest {

  private static final Manifest FILM = Manifest.envivio();

  @DisplayName("The pruned search finds what comparing all 7,776 plans finds, in 400 random states")
  @Test
  void equalsExhaustion() {
    SplittableRandom random = new SplittableRandom(42);
    PlanSearch search = new PlanSearch(FILM);
    for (int i = 0; i < 400; i++) {
      int first = 1 + random.nextInt(44);
      int horizon = 1 + random.nextInt(5);
      int last = random.nextInt(6);
      double buffer = random.nextInt(4) == 0 ? 4 : 60 * random.nextDouble();
      double rate = Math.exp(-4 + 4.5 * random.nextDouble());

      assertThat(search.best(first, horizon, last, buffer, rate))
          .as("state %d of seed 42", i)
          .isEqualTo(exhaustive(first, horizon, last, buffer, rate));
    }
  }

  /** Compares all plans in ascending order; the last of equals wins. */
  private static int exhaustive(int first, int horizon, int last, double buffer, double rate) {
    int plans = (int) Math.pow(6, horizon);
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int plan = 0; plan < plans; plan++) {
      double reward = reward(plan, first, horizon, last, buffer, rate);
      if (reward >= highest) {
        highest = reward;
        best = plan / (plans / 6);
      }
    }
    return best;
  }

  private static double reward(
      int plan, int first, int horizon, int last, double buffer, double rate) {
    double level = buffer;
    double stall = 0;
    double bitrates = 0;
    double changes = 0;
    int before = last;
    for (int step = 0; step < horizon; step++) {
      int quality = plan / (int) Math.pow(6, horizon - 1 - step) % 6;
      double time = FILM.sizeBits(first + step, quality) / 8 / 1_000_000 / rate;
      if (level < time) {
        stall += time - level;
        level = 0;
      } else {
        level -= time;
      }
      level += 4;
      bitrates += FILM.bitrateKbps(quality);
      changes += Math.abs(FILM.bitrateKbps(quality) - FILM.bitrateKbps(before));
      before = quality;
    }
    return bitrates / 1000 - 4.3 * stall - changes / 1000;
  }

  @DisplayName("Without a step to plan the lowest quality is the answer")
  @Test
  void noHorizon() {
    assertThat(new PlanSearch(FILM).best(49, 0, 3, 10, 1)).isZero();
  }
}
