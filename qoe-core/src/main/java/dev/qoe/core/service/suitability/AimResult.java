package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How suitable a connection is by Cloudflare's AIM.
 *
 * <p>Immutable.
 *
 * @param metricPoints the points of each metric that was measured
 * @param points the points, {@code >= 0}, of each experience that has all it needs
 * @param sharePercent the mean of points / best points, 0 to 100
 * @param mos sharePercent mapped linearly to 1..5
 * @param explanation what each metric cost, on the scale of sharePercent; adds up to 100 -
 *     sharePercent unless the points of an experience were floored at 0
 * @since 0.1
 */
public record AimResult(
    Map<AimMetric, Integer> metricPoints,
    Map<AimExperience, Integer> points,
    double sharePercent,
    double mos,
    List<Impairment> explanation)
    implements ModelResult {

  /** Creates a result; the collections are copied. */
  public AimResult {
    metricPoints = Collections.unmodifiableMap(new EnumMap<>(metricPoints));
    points = Collections.unmodifiableMap(new EnumMap<>(points));
    explanation = List.copyOf(explanation);
  }

  static AimResult of(
      Map<AimMetric, Integer> metricPoints,
      Map<AimExperience, Integer> points,
      List<Impairment> explanation) {
    double share =
        points.entrySet().stream()
            .mapToDouble(each -> (double) each.getValue() / each.getKey().bestPoints())
            .average()
            .orElseThrow();
    return new AimResult(metricPoints, points, 100 * share, 1 + 4 * share, explanation);
  }

  /** Returns the class of an experience, if its measurements were there. */
  public Optional<AimClass> classOf(AimExperience experience) {
    return Optional.ofNullable(points.get(experience)).map(experience::classOf);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("AIM share of points", sharePercent, 0, 100);
  }

  /** {@inheritDoc} They are the points of the metrics and of the experiences. */
  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    metricPoints.forEach((metric, value) -> terms.put(metric.name(), value.doubleValue()));
    points.forEach((experience, value) -> terms.put(experience.name(), value.doubleValue()));
    return Collections.unmodifiableMap(terms);
  }

  /** {@inheritDoc} Always empty: every connection has points. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code streaming great (60), gaming good (25), rtc good (30)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    points.forEach(
        (experience, value) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(
                    "%s %s (%d)"
                        .formatted(experience, experience.classOf(value), value)
                        .toLowerCase(Locale.ROOT)));
    return text.toString();
  }
}
