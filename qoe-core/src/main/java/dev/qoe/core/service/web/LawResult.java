package dev.qoe.core.service.web;

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
 * What a quality law says about one value of its parameter.
 *
 * <p>Immutable.
 *
 * @param mos the quality, clamped to 1..5
 * @param nativeScore the quality on the law's own scale
 * @param terms every intermediate term, in the order of the computation
 * @param explanation what the parameter cost
 * @param outsideValidity the parameter, if it lies outside the law's range
 * @since 0.1
 */
public record LawResult(
    double mos,
    NativeScore nativeScore,
    Map<String, Double> terms,
    List<Impairment> explanation,
    List<ValidityFlag> outsideValidity)
    implements ModelResult {

  /** Creates a result; the collections are copied. */
  public LawResult {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    explanation = List.copyOf(explanation);
    outsideValidity = List.copyOf(outsideValidity);
  }

  /** Returns for example {@code MOS 3.82 (QoE 3.82 of 4.075)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "MOS %.2f (%s)", mos, nativeScore);
  }
}
