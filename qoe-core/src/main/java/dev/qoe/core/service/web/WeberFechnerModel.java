package dev.qoe.core.service.web;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quality that follows the logarithm of a stimulus, after the {@link LogarithmicLaw law of Weber
 * and Fechner}, clamped to 1..5.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class WeberFechnerModel implements ServiceModel<QosLevel, LawResult> {

  private final LogarithmicLaw law;
  private final QosRange range;
  private final ModelDescriptor descriptor;

  private WeberFechnerModel(LogarithmicLaw law, QosRange range) {
    this.law = law;
    this.range = range;
    this.descriptor =
        new ModelDescriptor(
            "weber-fechner",
            "logarithmic law of quality and stimulus (Weber, Fechner): " + law,
            "not standardised",
            "Fechner, Elemente der Psychophysik, 1860",
            List.of(
                new Assurance("form of the law", Certainty.CONFIRMED),
                new Assurance("constants as given by the caller", Certainty.ENGINEERING)),
            "");
  }

  /** Returns the model of a law whose origin the caller knows. */
  public static WeberFechnerModel of(LogarithmicLaw law) {
    return of(law, QosRange.UNLIMITED);
  }

  /** Returns the model of a law that was found within a range; outside it, results are flagged. */
  public static WeberFechnerModel of(LogarithmicLaw law, QosRange range) {
    return new WeberFechnerModel(law, range);
  }

  /** Returns the law. */
  public LogarithmicLaw law() {
    return law;
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the level is 0, which has no logarithm, or the law exceeds
   *     all numbers there
   */
  @Override
  public LawResult score(QosLevel input) {
    double qos = Checks.positive("qos", input.value());
    double unclamped = Checks.finite("quality of " + law, law.at(qos));
    double mos = Math.max(1, Math.min(5, unclamped));
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("QoS", qos);
    terms.put("a", law.intercept());
    terms.put("b ln(QoS)", law.slope() * Math.log(qos));
    terms.put("QoE unclamped", unclamped);
    return new LawResult(
        mos,
        new NativeScore("QoE", mos, 1, 5),
        terms,
        List.of(new Impairment("stimulus", "b ln(QoS)", 5 - mos)),
        range.flags(qos));
  }
}
