package dev.qoe.core.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Interactivity stand-in")
class InteractivityModelTest extends ServiceModelContract<InteractivityInput, InteractivityResult> {

  @Override
  protected ServiceModel<InteractivityInput, InteractivityResult> model() {
    return InteractivityModel.of(InteractivityProfile.realTimeGaming());
  }

  @Override
  protected InteractivityInput randomInput(Random random) {
    return InteractivityInput.of(
        millis(random.nextInt(10) == 0 ? 3_600_000 : random.nextInt(400)),
        millis(random.nextInt(200)),
        100 * random.nextDouble());
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
  protected List<Ordered<InteractivityInput>> notBetter(Random random) {
    int latency = random.nextInt(300);
    int variation = random.nextInt(100);
    double loss = 50 * random.nextDouble();
    int more = random.nextInt(100);
    InteractivityInput better = InteractivityInput.of(millis(latency), millis(variation), loss);
    return List.of(
        new Ordered<>(
            "latency",
            better,
            InteractivityInput.of(millis(latency + more), millis(variation), loss)),
        new Ordered<>(
            "variation",
            better,
            InteractivityInput.of(millis(latency), millis(variation + more), loss)),
        new Ordered<>(
            "loss",
            better,
            InteractivityInput.of(millis(latency), millis(variation), loss + more / 2.0)));
  }

  @Test
  @DisplayName("is 100 without any delay, and a product of three factors with it")
  void formula() {
    assertThat(model().score(InteractivityInput.of(Duration.ZERO, Duration.ZERO, 0)).score())
        .isCloseTo(100, within(1e-12));
    // at 100 ms the logistic curve is at 1/2; at 0 it is 1 / (1 + e^-4)
    InteractivityResult result = model().score(InteractivityInput.of(millis(100), millis(60), 4));
    assertThat(result.score())
        .isCloseTo(100 * 0.5 * (1 + Math.exp(-4)) * Math.exp(-1) * Math.exp(-1), within(1e-9));
    assertThat(result.explanation().stream().mapToDouble(Impairment::points).sum())
        .isCloseTo(100 - result.score(), within(1e-9));
  }

  @Test
  @DisplayName("does not pass for the Recommendation whose structure it borrows")
  void modest() {
    assertThat(model().descriptor().standard()).isEqualTo("not standardised");
    assertThat(model().descriptor().note()).contains("Not ITU-T G.1051");
  }

  @Test
  @DisplayName("refuses impossible measurements")
  void refusals() {
    assertThatThrownBy(() -> InteractivityInput.of(millis(-1), millis(0), 0))
        .hasMessage("latency must be 0 to 1 hour: PT-0.001S");
    assertThatThrownBy(() -> InteractivityInput.of(millis(1), millis(0), 101))
        .hasMessage("lostOrLatePercent must be 0.0 to 100.0: 101.0");
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
