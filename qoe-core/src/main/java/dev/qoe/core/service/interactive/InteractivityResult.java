package dev.qoe.core.service.interactive;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How interactive a connection feels, by this library's own stand-in.
 *
 * <p>Immutable.
 *
 * @param latencyFactor what latency leaves, 0 to 1
 * @param variationFactor what delay variation leaves, 0 to 1
 * @param lossFactor what lost and late packets leave, 0 to 1
 * @param score 0 (worst) to 100 (best)
 * @param mos the score mapped linearly to 1..5
 * @since 0.1
 */
public record InteractivityResult(
    double latencyFactor, double variationFactor, double lossFactor, double score, double mos)
    implements ModelResult {

  InteractivityResult(double latencyFactor, double variationFactor, double lossFactor) {
    this(
        latencyFactor,
        variationFactor,
        lossFactor,
        100 * latencyFactor * variationFactor * lossFactor,
        1 + 4 * latencyFactor * variationFactor * lossFactor);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("interactivity", score, 0, 100);
  }

  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("latency", latencyFactor);
    terms.put("variation", variationFactor);
    terms.put("loss", lossFactor);
    return Collections.unmodifiableMap(terms);
  }

  /** {@inheritDoc} The losses, taken in the order of the formula, add up to 100 - score. */
  @Override
  public List<Impairment> explanation() {
    return Stream.of(
            new Impairment("latency", "latency", 100 * (1 - latencyFactor)),
            new Impairment(
                "delay variation", "variation", 100 * latencyFactor * (1 - variationFactor)),
            new Impairment(
                "lost or late packets",
                "loss",
                100 * latencyFactor * variationFactor * (1 - lossFactor)))
        .sorted(Comparator.comparingDouble(Impairment::points).reversed())
        .toList();
  }

  /** {@inheritDoc} Always empty: a stand-in was validated for no range. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code interactivity 68.79 of 100.0: latency -15.3 (latency)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %s", nativeScore(), explanation().get(0));
  }
}
