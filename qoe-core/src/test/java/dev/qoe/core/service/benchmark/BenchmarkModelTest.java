package dev.qoe.core.service.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Benchmark score")
class BenchmarkModelTest extends ServiceModelContract<BenchmarkInput, BenchmarkResult> {

  private static final BenchmarkProfile PROFILE = BenchmarkProfile.builtIn("nps-v1-like");

  @Override
  protected ServiceModel<BenchmarkInput, BenchmarkResult> model() {
    return BenchmarkModel.of(PROFILE);
  }

  @Override
  protected BenchmarkInput randomInput(Random random) {
    Map<String, Double> values = new HashMap<>();
    for (BenchmarkKpi kpi : PROFILE.kpis()) {
      if (values.isEmpty() || random.nextInt(4) > 0) {
        values.put(kpi.code(), at(kpi, 1.4 * random.nextDouble() - 0.2));
      }
    }
    return BenchmarkInput.of(values);
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
  protected List<Ordered<BenchmarkInput>> notBetter(Random random) {
    BenchmarkInput better = randomInput(random);
    return PROFILE.kpis().stream()
        .filter(kpi -> better.values().containsKey(kpi.code()))
        .map(
            kpi -> {
              Map<String, Double> worse = new HashMap<>(better.values());
              worse.merge(kpi.code(), 0.3 * (kpi.bad() - kpi.good()), Double::sum);
              return new Ordered<>(kpi.code(), better, BenchmarkInput.of(worse));
            })
        .toList();
  }

  @Test
  @DisplayName("a network good in everything has all points, one bad in everything none")
  void ends() {
    for (String name : BenchmarkProfile.builtInNames()) {
      BenchmarkProfile profile = BenchmarkProfile.builtIn(name);
      BenchmarkModel model = BenchmarkModel.of(profile);
      assertThat(model.score(all(profile, 1)).points()).isCloseTo(1000, within(1e-9));
      assertThat(model.score(all(profile, 0)).points()).isCloseTo(0, within(1e-9));
      BenchmarkResult half = model.score(all(profile, 0.5));
      assertThat(half.points()).isCloseTo(500, within(1e-9));
      assertThat(half.completeness()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  @DisplayName("weights of the first profile sum up as published")
  void weights() {
    BenchmarkGroup voice = PROFILE.groups().get(0);
    BenchmarkGroup data = PROFILE.groups().get(1);
    assertThat(voice.weight()).isEqualTo(0.4);
    assertThat(voice.kpis().stream().mapToDouble(BenchmarkKpi::weight).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(data.weight()).isEqualTo(0.6);
    for (BenchmarkGroup service : data.groups()) {
      assertThat(service.kpis().stream().mapToDouble(BenchmarkKpi::weight).sum())
          .as(service.name())
          .isCloseTo(service.weight(), within(1e-4));
    }
  }

  @Test
  @DisplayName("a KPI costs its share of its group's share of the points")
  void oneKpi() {
    Map<String, Double> values = new HashMap<>(all(PROFILE, 1).values());
    values.put("call_drop_ratio", 0.05);
    BenchmarkResult result = model().score(BenchmarkInput.of(values));
    assertThat(result.points()).isCloseTo(1000 - 1000 * 0.4 * 0.375 / 2, within(1e-9));
    assertThat(result.explanation().get(0)).hasToString("call drop ratio -75.0 (call_drop_ratio)");
    assertThat(result.terms()).containsEntry("call_drop_ratio", 0.5).containsEntry("data", 1.0);
  }

  @Test
  @DisplayName("what is missing leaves its weight to its neighbours")
  void missing() {
    BenchmarkResult voiceOnly =
        model()
            .score(
                BenchmarkInput.of(Map.of("call_setup_success_ratio", 1.0, "call_drop_ratio", 0.1)));
    assertThat(voiceOnly.points()).isCloseTo(1000 * 0.3125 / (0.3125 + 0.375), within(1e-9));
    assertThat(voiceOnly.completeness()).isCloseTo(0.4 * (0.3125 + 0.375), within(1e-9));
    BenchmarkResult both =
        model()
            .score(
                BenchmarkInput.of(Map.of("call_drop_ratio", 0.0, "browsing_success_ratio", 0.8)));
    assertThat(both.points()).isCloseTo(400, within(1e-9));
  }

  @Test
  @DisplayName("the losses explained add up to the points lost, whatever is missing")
  void explanation() {
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      BenchmarkResult result = model().score(randomInput(random));
      assertThat(result.explanation().stream().mapToDouble(Impairment::points).sum())
          .isCloseTo(1000 - result.points(), within(1e-9));
    }
  }

  @Test
  @DisplayName("is no score of ETSI, and says how sure its numbers are")
  void modest() {
    assertThat(model().descriptor().standard()).isEqualTo("not standardised");
    assertThat(model().descriptor().note()).contains("not an ETSI score");
    assertThat(
            BenchmarkModel.of(BenchmarkProfile.builtIn("nps-v2-like")).descriptor().leastCertain())
        .contains(Certainty.ENGINEERING);
  }

  @Test
  @DisplayName("refuses unknown KPIs and profiles, and lists the known")
  void refusals() {
    assertThatThrownBy(() -> model().score(BenchmarkInput.of(Map.of("drops", 1.0))))
        .hasMessageContaining("unknown KPI 'drops' in profile nps-v1-like; known are [")
        .hasMessageContaining("call_drop_ratio");
    assertThatThrownBy(() -> BenchmarkProfile.builtIn("etsi"))
        .hasMessage("no built-in benchmark profile 'etsi'; known are [nps-v1-like, nps-v2-like]");
    assertThatThrownBy(() -> BenchmarkInput.of(Map.of("x", Double.NaN)))
        .hasMessage("x must be a finite number: NaN");
    assertThatThrownBy(() -> BenchmarkInput.of(Map.of())).hasMessageContaining("must not be empty");
  }

  private static BenchmarkInput all(BenchmarkProfile profile, double share) {
    Map<String, Double> values = new HashMap<>();
    profile.kpis().forEach(kpi -> values.put(kpi.code(), at(kpi, share)));
    return BenchmarkInput.of(values);
  }

  private static double at(BenchmarkKpi kpi, double share) {
    return kpi.bad() + share * (kpi.good() - kpi.bad());
  }
}
