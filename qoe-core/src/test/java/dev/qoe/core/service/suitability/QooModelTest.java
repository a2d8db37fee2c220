package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("QoO")
class QooModelTest extends ServiceModelContract<LatencyDistribution, QooResult> {

  private static final QooRequirement REQUIREMENT =
      QooRequirement.builder()
          .percentile(50, 20, 250)
          .percentile(90, 20, 300)
          .percentile(99, 20, 400)
          .loss(0, 0.05)
          .build();

  @Override
  protected ServiceModel<LatencyDistribution, QooResult> model() {
    return QooModel.of(REQUIREMENT);
  }

  @Override
  protected LatencyDistribution randomInput(Random random) {
    double[] millis = random.doubles(1 + random.nextInt(200), 0, 300).toArray();
    int lost = random.nextInt(10);
    return random.nextBoolean()
        ? LatencyDistribution.ofArrivals(millis, lost)
        : LatencyDistribution.withLossAsInfiniteDelay(millis, lost);
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
  protected List<Ordered<LatencyDistribution>> notBetter(Random random) {
    double[] millis = random.doubles(100, 0, 300).toArray();
    double[] later = Arrays.stream(millis).map(each -> each + random.nextInt(20)).toArray();
    LatencyDistribution better = LatencyDistribution.ofArrivals(millis, 1);
    return List.of(
        new Ordered<>("latency", better, LatencyDistribution.ofArrivals(later, 1)),
        new Ordered<>("loss", better, LatencyDistribution.ofArrivals(millis, 3)),
        new Ordered<>(
            "loss as delay", better, LatencyDistribution.withLossAsInfiniteDelay(millis, 1)));
  }

  @Test
  @DisplayName("gives 21.739 for the test of the original")
  void published() {
    double[] millis = new double[100];
    Arrays.fill(millis, 200);
    QooResult result = model().score(LatencyDistribution.ofArrivals(millis, 0));
    assertThat(result.qoo()).isCloseTo(21.739, within(5e-4));
    assertThat(result.explanation().get(0).cause()).isEqualTo("latency p50.0");
    assertThat(result.terms().get("p90.0")).isCloseTo(100 * (1 - 180 / 280.0), within(1e-9));
  }

  @Test
  @DisplayName("the worst of latency and loss decides")
  void minimum() {
    Map<Double, Double> fast = Map.of(50.0, 10.0, 90.0, 20.0, 99.0, 20.0);
    assertThat(model().score(LatencyDistribution.ofPercentiles(fast, 0)).qoo()).isEqualTo(100);
    QooResult lossy = model().score(LatencyDistribution.ofPercentiles(fast, 0.02));
    assertThat(lossy.qoo()).isCloseTo(60, within(1e-9));
    assertThat(lossy.explanation().get(0).cause()).isEqualTo("packet loss");
    assertThat(model().score(LatencyDistribution.ofPercentiles(fast, 0.2)).qoo()).isZero();
  }

  @Test
  @DisplayName("percentiles are the nearest rank, lost packets infinitely late where so asked")
  void percentiles() {
    double[] millis = {50, 10, 40, 20, 30, 60, 70, 80, 90};
    LatencyDistribution arrivals = LatencyDistribution.ofArrivals(millis, 1);
    assertThat(arrivals.percentile(50)).hasValue(50);
    assertThat(arrivals.percentile(100)).hasValue(90);
    assertThat(arrivals.percentile(1)).hasValue(10);
    assertThat(arrivals.lossRatio()).isEqualTo(0.1);
    LatencyDistribution all = LatencyDistribution.withLossAsInfiniteDelay(millis, 1);
    assertThat(all.percentile(50)).hasValue(50);
    assertThat(all.percentile(90)).hasValue(90);
    assertThat(all.percentile(91)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(model().score(all).qoo()).isZero();
  }

  @Test
  @DisplayName("refuses what cannot be judged")
  void refusals() {
    assertThatThrownBy(
            () -> model().score(LatencyDistribution.ofPercentiles(Map.of(50.0, 10.0), 0)))
        .hasMessageContaining("percentile 90.0 is asked for but not known");
    assertThatThrownBy(() -> LatencyDistribution.ofPercentiles(Map.of(50.0, 10.0, 90.0, 5.0), 0))
        .hasMessageContaining("must not fall");
    assertThatThrownBy(() -> LatencyDistribution.ofArrivals(new double[0], 3))
        .hasMessage("at least one packet must have arrived");
    assertThatThrownBy(() -> LatencyDistribution.ofArrivals(new double[] {1}, Long.MAX_VALUE))
        .hasMessageStartingWith("lost packets must be 0 to ");
    assertThatThrownBy(() -> QooRequirement.builder().percentile(50, 20, 20))
        .hasMessage("useless latency in ms must be > perfect: 20.0, 20.0");
    assertThatThrownBy(() -> QooRequirement.builder().build())
        .hasMessageContaining("must not be empty");
    assertThatThrownBy(
            () -> QooRequirement.builder().percentile(5, 1, 2).percentile(5, 1, 2).build())
        .hasMessageContaining("percentiles must differ");
  }
}
