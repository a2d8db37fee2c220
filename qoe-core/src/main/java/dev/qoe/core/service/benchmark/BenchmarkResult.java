package dev.qoe.core.service.benchmark;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The benchmark points of a network.
 *
 * <p>Immutable.
 *
 * @param points 0 to maximumPoints
 * @param maximumPoints the points of a network that is good in everything, {@code > 0}
 * @param mos the points mapped linearly to 1..5
 * @param completeness the share of the profile's weight that had a value, {@code > 0} to 1
 * @param terms what each KPI and each group earned, 0 to 1, by code and name
 * @param explanation what each KPI cost in points; adds up to maximumPoints - points
 * @since 0.1
 */
public record BenchmarkResult(
    double points,
    double maximumPoints,
    double mos,
    double completeness,
    Map<String, Double> terms,
    List<Impairment> explanation)
    implements ModelResult {

  /** Creates a result; the collections are copied. */
  public BenchmarkResult {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    explanation = List.copyOf(explanation);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("points", points, 0, maximumPoints);
  }

  /** {@inheritDoc} Always empty: beyond bad and good, a KPI earns nothing and everything. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code 812.4 of 1000 points (73 % measured): call drop ratio -75}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f of %.0f points (%.0f %% measured): %s",
        points,
        maximumPoints,
        100 * completeness,
        explanation.get(0));
  }
}
