package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RPM")
class RpmModelTest extends ServiceModelContract<RpmInput, RpmResult> {

  @Override
  protected ServiceModel<RpmInput, RpmResult> model() {
    return RpmModel.responsiveness();
  }

  @Override
  protected RpmInput randomInput(Random random) {
    return RpmInput.of(times(random), times(random), times(random), times(random));
  }

  private static double[] times(Random random) {
    double scale = Math.exp(10 * random.nextDouble() - 2);
    return random.doubles(1 + random.nextInt(50), scale / 10, scale).toArray();
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
  protected List<Ordered<RpmInput>> notBetter(Random random) {
    double[] http = times(random);
    double[] slower = Arrays.stream(http).map(each -> each * 1.1).toArray();
    double[] other = times(random);
    return List.of(
        new Ordered<>(
            "loaded latency",
            RpmInput.of(other, other, other, http),
            RpmInput.of(other, other, other, slower)),
        new Ordered<>(
            "handshake",
            RpmInput.of(http, other, other, other),
            RpmInput.of(slower, other, other, other)));
  }

  @Test
  @DisplayName("gives the rate worked out by hand")
  void byHand() {
    RpmResult result =
        model()
            .score(
                RpmInput.of(
                    new double[] {60}, new double[] {90}, new double[] {150}, new double[] {300}));
    assertThat(result.rpm()).isCloseTo(60_000 / (300 / 6.0 + 150), within(1e-9)).isEqualTo(300);
    assertThat(result.mos()).isCloseTo(2.2, within(1e-12));
    assertThat(result.label()).isEqualTo("medium");
    assertThat(result.explanation().get(0).cause()).isEqualTo("HTTP, loaded connection");
    assertThat(result.explanation().stream().mapToDouble(Impairment::points).sum())
        .isCloseTo(700, within(1e-9));
  }

  @Test
  @DisplayName("leaves out the highest twentieth of the round trips, of 20 exactly one")
  void trimmed() {
    double[] twenty = new double[20];
    Arrays.fill(twenty, 100);
    twenty[7] = 1e6;
    double[] nineteen = Arrays.copyOf(twenty, 19);
    double[] calm = {100};
    assertThat(model().score(RpmInput.of(calm, calm, calm, twenty)).httpSelfMillis())
        .isEqualTo(100);
    assertThat(model().score(RpmInput.of(calm, calm, calm, nineteen)).httpSelfMillis())
        .isGreaterThan(50_000);
  }

  @Test
  @DisplayName("refuses empty lists and impossible times")
  void refusals() {
    double[] calm = {100};
    assertThatThrownBy(() -> RpmInput.of(calm, calm, new double[0], calm))
        .hasMessage("httpForeignMillis must not be empty");
    assertThatThrownBy(() -> RpmInput.of(calm, new double[] {100, 0}, calm, calm))
        .hasMessage("tlsForeignMillis[1] must be > 0: 0.0");
  }
}
