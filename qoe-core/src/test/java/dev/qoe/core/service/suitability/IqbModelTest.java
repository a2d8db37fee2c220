package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import dev.qoe.core.service.suitability.IqbProfile.Threshold;
import dev.qoe.core.service.suitability.IqbProfile.UseCase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IQB")
class IqbModelTest extends ServiceModelContract<IqbInput, IqbResult> {

  @Override
  protected ServiceModel<IqbInput, IqbResult> model() {
    return IqbModel.report2025();
  }

  @Override
  protected IqbInput randomInput(Random random) {
    return IqbInput.of(
        IqbMeasurements.of(
            5 * random.nextInt(10),
            5 * random.nextInt(10),
            10 * random.nextInt(15),
            random.nextInt(10) == 0 ? 1 : 0.02 * random.nextDouble()));
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
  protected List<Ordered<IqbInput>> notBetter(Random random) {
    double rate = 50 * random.nextDouble();
    double latency = 150 * random.nextDouble();
    double loss = 0.02 * random.nextDouble();
    IqbInput better = IqbInput.of(IqbMeasurements.of(rate, rate, latency, loss));
    return List.of(
        new Ordered<>(
            "download", better, IqbInput.of(IqbMeasurements.of(rate / 2, rate, latency, loss))),
        new Ordered<>(
            "upload", better, IqbInput.of(IqbMeasurements.of(rate, rate / 2, latency, loss))),
        new Ordered<>(
            "latency", better, IqbInput.of(IqbMeasurements.of(rate, rate, latency + 30, loss))),
        new Ordered<>(
            "loss", better, IqbInput.of(IqbMeasurements.of(rate, rate, latency, loss * 2))));
  }

  @Test
  @DisplayName("gives 4/7 for the test of the original")
  void published() {
    assertThat(model().score(IqbInput.of(IqbMeasurements.of(15, 20, 75, .007))).iqb())
        .isCloseTo(4.0 / 7, within(1e-12));
  }

  @Test
  @DisplayName("a value equal to the threshold does not meet it")
  void equality() {
    UseCase use = new UseCase("any", 1, Map.of(Requirement.LATENCY, new Threshold(50, 1)));
    IqbModel strict = IqbModel.of(new IqbProfile(List.of(use), Map.of("m-lab", 1.0)));
    assertThat(strict.score(latency("m-lab", 50)).iqb()).isZero();
    assertThat(strict.score(latency("m-lab", 49.99)).iqb()).isEqualTo(1);
  }

  @Test
  @DisplayName("the losses explained add up to what IQB lacks")
  void explanation() {
    IqbResult result = model().score(IqbInput.of(IqbMeasurements.of(15, 2, 100, .00282)));
    assertThat(result.explanation().stream().mapToDouble(Impairment::points).sum())
        .isCloseTo(1 - result.iqb(), within(1e-12));
  }

  @Test
  @DisplayName("counts datasets by weight, and only those that measured a requirement")
  void datasets() {
    UseCase use = new UseCase("any", 1, Map.of(Requirement.LATENCY, new Threshold(50, 1)));
    IqbModel model =
        IqbModel.of(
            new IqbProfile(List.of(use), Map.of("m-lab", 3.0, "cloudflare", 1.0, "ookla", 0.0)));
    Map<Requirement, Double> fast = Map.of(Requirement.LATENCY, 10.0);
    Map<Requirement, Double> slow = Map.of(Requirement.LATENCY, 90.0);
    Map<Requirement, Double> other = Map.of(Requirement.DOWNLOAD, 90.0);
    assertThat(score(model, fast, slow)).isEqualTo(0.75);
    assertThat(score(model, slow, fast)).isEqualTo(0.25);
    assertThat(score(model, other, fast)).isEqualTo(1);
    assertThatThrownBy(() -> model.score(latency("ookla", 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no dataset of [ookla] has a weight > 0");
  }

  @Test
  @DisplayName("what was not measured leaves its weight to the rest")
  void missing() {
    IqbResult result =
        model()
            .score(
                IqbInput.of(
                    new IqbMeasurements(
                        Map.of(Requirement.DOWNLOAD, 15.0, Requirement.LATENCY, 60.0))));
    // download and latency met: web 7/7, video 4/8, audio 7/7, conferencing 0/8, backup 6/6, games
    // 0/9
    assertThat(result.useCases().get("video_streaming")).isCloseTo(0.5, within(1e-12));
    assertThat(result.iqb()).isCloseTo((1 + 0.5 + 1 + 0 + 1 + 0) / 6, within(1e-12));
  }

  @Test
  @DisplayName("a use case of which nothing was measured is not available, and does not count")
  void notAvailable() {
    UseCase pings = new UseCase("pings", 1, Map.of(Requirement.LATENCY, new Threshold(50, 1)));
    UseCase loads = new UseCase("loads", 1, Map.of(Requirement.DOWNLOAD, new Threshold(5, 1)));
    IqbResult result =
        IqbModel.of(new IqbProfile(List.of(pings, loads), Map.of("m-lab", 1.0)))
            .score(latency("m-lab", 20));
    assertThat(result.notAvailable()).containsExactly("loads");
    assertThat(result.useCases()).containsOnlyKeys("pings");
    assertThat(result.iqb()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses impossible measurements and profiles")
  void refusals() {
    assertThatThrownBy(() -> IqbMeasurements.of(1, 1, 1, 1.1))
        .hasMessage("packet loss must be 0.0 to 1.0: 1.1");
    assertThatThrownBy(() -> IqbMeasurements.of(-1, 1, 1, 1)).hasMessageContaining("download");
    assertThatThrownBy(() -> new IqbMeasurements(Map.of())).hasMessageContaining("not be empty");
    assertThatThrownBy(() -> new IqbInput(Map.of())).hasMessageContaining("not be empty");
    assertThatThrownBy(() -> IqbProfile.report2025().withDatasetWeights(Map.of("ookla", 0.0)))
        .hasMessage("at least one dataset must have a weight > 0: {ookla=0.0}");
  }

  private static double score(
      IqbModel model, Map<Requirement, Double> lab, Map<Requirement, Double> cloudflare) {
    return model
        .score(
            new IqbInput(
                Map.of(
                    "m-lab", new IqbMeasurements(lab),
                    "cloudflare", new IqbMeasurements(cloudflare))))
        .iqb();
  }

  private static IqbInput latency(String dataset, double millis) {
    return new IqbInput(Map.of(dataset, new IqbMeasurements(Map.of(Requirement.LATENCY, millis))));
  }
}
