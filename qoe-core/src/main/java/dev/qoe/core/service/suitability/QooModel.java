package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Quality of Outcome: how near a network is to what an application asks, 0 to 100.
 *
 * <pre>
 * q_i = clamp((1 - (m_i - NRP_i) / (NRPoU_i - NRP_i)) 100, 0, 100)      per percentile i, and for loss
 * QoO = min_i q_i
 * </pre>
 *
 * <p>After draft-ietf-ippm-qoo, as its authors' published code has it. The draft also asks for a
 * minimum throughput, which is not part of this model. {@code mos()} maps 0..100 linearly to 1..5,
 * a convenience of this library. Thread-safe.
 *
 * @since 0.1
 */
public final class QooModel implements ServiceModel<LatencyDistribution, QooResult> {

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "qoo",
          "Quality of Outcome: 0 to 100 from latency percentiles and loss against a requirement",
          "draft-ietf-ippm-qoo",
          "domoslabs/qoo-c",
          List.of(
              new Assurance("equation", Certainty.SINGLE_SOURCE),
              new Assurance("exact percentiles, mapping to MOS", Certainty.ENGINEERING)),
          "Without the minimum throughput of the draft.");

  private static final String LOSS = "loss";

  private final QooRequirement requirement;

  private QooModel(QooRequirement requirement) {
    this.requirement = requirement;
  }

  /** Returns the model of an application. */
  public static QooModel of(QooRequirement requirement) {
    return new QooModel(requirement);
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a percentile that the requirement names is not known
   */
  @Override
  public QooResult score(LatencyDistribution measured) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (QooRequirement.Percentile each : requirement.percentiles()) {
      OptionalDouble latency = measured.percentile(each.percent());
      if (latency.isEmpty()) {
        throw new IllegalArgumentException(
            "percentile %s is asked for but not known: %s".formatted(each.percent(), measured));
      }
      scores.put(
          "p" + each.percent(),
          outcome(latency.getAsDouble(), each.perfectMillis(), each.uselessMillis()));
    }
    requirement
        .loss()
        .ifPresent(
            loss ->
                scores.put(
                    LOSS, outcome(measured.lossRatio(), loss.perfectRatio(), loss.uselessRatio())));
    return QooResult.of(scores);
  }

  private static double outcome(double measured, double perfect, double useless) {
    double q = (1 - (measured - perfect) / (useless - perfect)) * 100;
    return Math.max(0, Math.min(100, q));
  }
}
