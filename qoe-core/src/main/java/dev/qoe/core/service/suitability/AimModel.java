package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Cloudflare's Aggregated Internet Measurement: classes from bad to great for streaming, gaming and
 * calls, from one speed test.
 *
 * <p>The points of an experience are the sum over its metrics, at least 0; an experience that lacks
 * a metric other than packet loss has none, and missing packet loss gives 0 points. A latency of 0
 * counts as 0, while the original takes it for missing.
 *
 * <p>AIM has no score over all experiences. The native score here is the mean, over the experiences
 * that have points, of points / best points, times 100; {@code mos()} maps it linearly to 1..5.
 * Both are conveniences of this library. Thread-safe.
 *
 * @since 0.1
 */
public final class AimModel implements ServiceModel<AimInput, AimResult> {

  private static final AimModel CLOUDFLARE = new AimModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "aim",
          "Aggregated Internet Measurement (Cloudflare): streaming, gaming and calls, bad to great",
          "Cloudflare AIM",
          "cloudflare/speedtest commit b387f42",
          List.of(
              new Assurance("thresholds, points and classes", Certainty.SINGLE_SOURCE),
              new Assurance("score over all experiences, mapping to MOS", Certainty.ENGINEERING)),
          "Numbers from an MIT-licensed source.");

  private AimModel() {}

  /** Returns the model. */
  public static AimModel cloudflare() {
    return CLOUDFLARE;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the measurements suffice for no experience
   */
  @Override
  public AimResult score(AimInput input) {
    Map<AimExperience, Integer> points = new EnumMap<>(AimExperience.class);
    for (AimExperience experience : AimExperience.values()) {
      if (experience.metrics().stream().allMatch(metric -> isGiven(metric, input))) {
        int sum = experience.metrics().stream().mapToInt(m -> points(m, input)).sum();
        points.put(experience, Math.max(0, sum));
      }
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "no experience has all it needs: %s (remedy: give latency and latency under load)"
              .formatted(input.values().keySet()));
    }
    Map<AimMetric, Integer> byMetric = new EnumMap<>(AimMetric.class);
    input.values().forEach((metric, value) -> byMetric.put(metric, metric.points(value)));
    return AimResult.of(byMetric, points, lost(points, input));
  }

  private static boolean isGiven(AimMetric metric, AimInput input) {
    return metric == AimMetric.PACKET_LOSS || input.value(metric).isPresent();
  }

  private static int points(AimMetric metric, AimInput input) {
    OptionalDouble value = input.value(metric);
    return value.isPresent() ? metric.points(value.getAsDouble()) : 0;
  }

  private static List<Impairment> lost(Map<AimExperience, Integer> points, AimInput input) {
    Map<AimMetric, Double> lost = new EnumMap<>(AimMetric.class);
    for (AimExperience experience : points.keySet()) {
      for (AimMetric metric : experience.metrics()) {
        double share = (double) (metric.bestPoints() - points(metric, input));
        lost.merge(metric, 100 * share / experience.bestPoints() / points.size(), Double::sum);
      }
    }
    List<Impairment> impairments = new ArrayList<>();
    lost.forEach(
        (metric, cost) -> impairments.add(new Impairment(metric.toString(), metric.name(), cost)));
    return Explanation.sorted(impairments);
  }
}
