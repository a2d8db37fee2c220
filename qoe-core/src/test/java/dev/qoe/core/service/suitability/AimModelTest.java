package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AIM")
class AimModelTest extends ServiceModelContract<AimInput, AimResult> {

  @Override
  protected ServiceModel<AimInput, AimResult> model() {
    return AimModel.cloudflare();
  }

  @Override
  protected AimInput randomInput(Random random) {
    double idle = 600 * random.nextDouble() * random.nextDouble();
    return speedTest(
        idle,
        idle + 600 * random.nextDouble() * random.nextDouble(),
        random.nextDouble() * random.nextDouble(),
        200e6 * random.nextDouble() * random.nextDouble());
  }

  private static AimInput speedTest(double idle, double loaded, double loss, double rate) {
    return AimInput.builder()
        .latencyMillis(idle)
        .downloadLoadedLatencyMillis(loaded)
        .uploadLoadedLatencyMillis(loaded / 2)
        .jitterMillis(idle / 5)
        .packetLossRatio(loss)
        .downloadBitsPerSecond(rate)
        .uploadBitsPerSecond(rate / 5)
        .build();
  }

  @Override
  protected double lowestMos() {
    return 1;
  }

  @Override
  protected double highestMos() {
    return 5;
  }

  @Override
  protected List<Ordered<AimInput>> notBetter(Random random) {
    double idle = 100 * random.nextDouble();
    double loaded = idle + 300 * random.nextDouble();
    double loss = random.nextDouble() / 2;
    double rate = 100e6 * random.nextDouble();
    AimInput better = speedTest(idle, loaded, loss, rate);
    return List.of(
        new Ordered<>("load", better, speedTest(idle, loaded * 1.5, loss, rate)),
        new Ordered<>("loss", better, speedTest(idle, loaded, loss * 2, rate)),
        new Ordered<>("rate", better, speedTest(idle, loaded, loss, rate / 2)));
  }

  @Test
  @DisplayName("gives the points worked out by hand")
  void byHand() {
    AimResult result =
        model()
            .score(
                AimInput.builder()
                    .latencyMillis(15) // 10
                    .downloadLoadedLatencyMillis(45) // +30: 5
                    .uploadLoadedLatencyMillis(30)
                    .jitterMillis(10) // 5
                    .packetLossRatio(0.01) // 5
                    .downloadBitsPerSecond(60e6) // 20
                    .uploadBitsPerSecond(0.5e6) // 0
                    .build());
    assertThat(result.points())
        .containsEntry(AimExperience.STREAMING, 10 + 5 + 20 + 5)
        .containsEntry(AimExperience.GAMING, 10 + 5 + 5)
        .containsEntry(AimExperience.RTC, 10 + 5 + 5 + 5);
    assertThat(result.classOf(AimExperience.STREAMING)).contains(AimClass.GOOD);
    assertThat(result.classOf(AimExperience.GAMING)).contains(AimClass.AVERAGE);
    assertThat(result.classOf(AimExperience.RTC)).contains(AimClass.GOOD);
    // best points: 80, 50, 60
    assertThat(result.sharePercent())
        .isCloseTo(100 * (40 / 80.0 + 20 / 50.0 + 25 / 60.0) / 3, within(1e-9));
    assertThat(result.explanation().stream().mapToDouble(Impairment::points).sum())
        .isCloseTo(100 - result.sharePercent(), within(1e-9));
  }

  @Test
  @DisplayName("counts missing loss as 0 points and leaves out what lacks anything else")
  void missing() {
    AimResult result =
        model().score(AimInput.builder().latencyMillis(5).downloadLoadedLatencyMillis(5).build());
    assertThat(result.points()).containsOnlyKeys(AimExperience.GAMING);
    assertThat(result.points()).containsEntry(AimExperience.GAMING, 40);
    assertThat(result.classOf(AimExperience.RTC)).isEmpty();
    assertThatThrownBy(() -> model().score(AimInput.builder().latencyMillis(5).build()))
        .hasMessageContaining("no experience has all it needs: [latency]");
  }

  @Test
  @DisplayName("never sums below 0")
  void floor() {
    AimResult result = model().score(speedTest(1000, 3000, 1, 0));
    assertThat(result.points().values()).containsOnly(0);
    assertThat(result.mos()).isEqualTo(1);
    assertThat(result).hasToString("streaming bad (0), gaming bad (0), rtc bad (0)");
  }

  @Test
  @DisplayName("refuses impossible measurements")
  void refusals() {
    assertThatThrownBy(() -> AimInput.builder().packetLossRatio(2).build())
        .hasMessage("packet loss must be 0.0 to 1.0: 2.0");
    assertThatThrownBy(() -> AimInput.builder().build()).hasMessageContaining("must not be empty");
    assertThatThrownBy(() -> AimInput.builder().uploadLoadedLatencyMillis(-1))
        .hasMessageContaining("loaded latency must be >= 0");
  }
}
