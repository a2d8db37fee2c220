package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How near a network is to what an application asks.
 *
 * <p>Immutable.
 *
 * @param qoo 0 (useless) to 100 (perfect)
 * @param mos qoo mapped linearly to 1..5
 * @param terms q of each percentile ({@code p90.0}) and of {@code loss}, 0 to 100
 * @param explanation what each percentile and loss would cost on its own, in points of 100; the
 *     largest decides, for QoO is the minimum
 * @since 0.1
 */
public record QooResult(
    double qoo, double mos, Map<String, Double> terms, List<Impairment> explanation)
    implements ModelResult {

  /** Creates a result; the collections are copied. */
  public QooResult {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    explanation = List.copyOf(explanation);
  }

  static QooResult of(Map<String, Double> scores) {
    double qoo = Collections.min(scores.values());
    List<Impairment> lost = new ArrayList<>();
    scores.forEach(
        (name, q) ->
            lost.add(
                new Impairment(
                    name.equals("loss") ? "packet loss" : "latency " + name, name, 100 - q)));
    return new QooResult(qoo, 1 + 4 * qoo / 100, scores, Explanation.sorted(lost));
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("QoO", qoo, 0, 100);
  }

  /** {@inheritDoc} Always empty: every distribution has an outcome. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code QoO 21.7 of 100: latency p50.0 -78.3 (p50.0)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "QoO %.1f of 100: %s", qoo, explanation.get(0));
  }
}
