package dev.qoe.core.service.suitability;

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
 * How suitable a connection is by M-Lab's Internet Quality Barometer.
 *
 * <p>Immutable.
 *
 * @param iqb 0 (good enough for nothing) to 1 (good enough for everything)
 * @param mos iqb mapped linearly to 1..5
 * @param useCases the score of each use case that has one, 0 to 1, by its name
 * @param notAvailable the use cases of which nothing was measured
 * @param explanation what each requirement cost, on the scale of iqb; adds up to 1 - iqb
 * @since 0.1
 */
public record IqbResult(
    double iqb,
    double mos,
    Map<String, Double> useCases,
    List<String> notAvailable,
    List<Impairment> explanation)
    implements ModelResult {

  /** Creates a result; the collections are copied. */
  public IqbResult {
    useCases = Collections.unmodifiableMap(new LinkedHashMap<>(useCases));
    notAvailable = List.copyOf(notAvailable);
    explanation = List.copyOf(explanation);
  }

  static IqbResult of(
      double iqb,
      Map<String, Double> useCases,
      List<String> notAvailable,
      List<Impairment> explanation) {
    return new IqbResult(iqb, 1 + 4 * iqb, useCases, notAvailable, explanation);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("IQB", iqb, 0, 1);
  }

  /** {@inheritDoc} They are the scores of the use cases. */
  @Override
  public Map<String, Double> terms() {
    return useCases;
  }

  /** {@inheritDoc} Always empty: a barometer takes every connection. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code IQB 0.571 of 1: download -0.129 (RAS)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "IQB %.3f of 1%s",
        iqb,
        explanation.isEmpty() ? "" : ": " + explanation.get(0));
  }
}
