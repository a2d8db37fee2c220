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
 * Quality that falls exponentially with a disturbance, after the {@link IqxLaw IQX hypothesis}.
 *
 * <p>The law's scale is taken for MOS; {@code mos()} is clamped to 1..5. Thread-safe.
 *
 * @since 0.1
 */
public final class IqxModel implements ServiceModel<QosLevel, LawResult> {

  private static final QosRange RATIO = new QosRange(0, 1);

  private final IqxLaw law;
  private final QosRange range;
  private final ModelDescriptor descriptor;

  private IqxModel(IqxLaw law, QosRange range, Assurance constants) {
    this.law = law;
    this.range = range;
    this.descriptor =
        new ModelDescriptor(
            "iqx",
            "exponential law of quality and disturbance (IQX): " + law,
            "not standardised",
            "Fiedler, Hossfeld, Tran-Gia, IEEE Network 24(2), 2010",
            List.of(new Assurance("form of the law", Certainty.CONFIRMED), constants),
            "");
  }

  /**
   * Returns the published fit of voice quality over the packet loss ratio, 0 to 1: {@code 3.010
   * exp(-4.473 p) + 1.065}. Agrees in two public sources.
   */
  public static IqxModel voicePacketLoss() {
    return new IqxModel(
        new IqxLaw(3.010, 4.473, 1.065),
        RATIO,
        new Assurance("constants for voice over packet loss ratio", Certainty.CONFIRMED));
  }

  /**
   * Returns the published fit of voice quality over the ratio of reordered packets, 0 to 1: {@code
   * 2.482 exp(-10.453 p) + 1.141}. From general knowledge, not checked against the paper.
   */
  public static IqxModel voiceReordering() {
    return new IqxModel(
        new IqxLaw(2.482, 10.453, 1.141),
        RATIO,
        new Assurance("constants for voice over reordering ratio", Certainty.RECALLED));
  }

  /** Returns the model of a law whose origin the caller knows. */
  public static IqxModel of(IqxLaw law) {
    return of(law, QosRange.UNLIMITED);
  }

  /** Returns the model of a law that was found within a range; outside it, results are flagged. */
  public static IqxModel of(IqxLaw law, QosRange range) {
    return new IqxModel(
        law, range, new Assurance("constants as given by the caller", Certainty.ENGINEERING));
  }

  /** Returns the law. */
  public IqxLaw law() {
    return law;
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the law exceeds all numbers there
   */
  @Override
  public LawResult score(QosLevel input) {
    double quality = Checks.finite("quality of " + law, law.at(input.value()));
    double undisturbed = law.alpha() + law.gamma();
    double best = Math.max(undisturbed, law.gamma());
    double worst = Math.min(undisturbed, law.gamma());
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("QoS", input.value());
    terms.put("alpha exp(-beta QoS)", quality - law.gamma());
    terms.put("gamma", law.gamma());
    terms.put("dQoE/dQoS", Checks.finite("slope of " + law, law.slope(input.value())));
    return new LawResult(
        Math.max(1, Math.min(5, quality)),
        new NativeScore("QoE", quality, worst, best),
        terms,
        List.of(new Impairment("disturbance", "QoS", best - quality)),
        range.flags(input.value()));
  }
}
