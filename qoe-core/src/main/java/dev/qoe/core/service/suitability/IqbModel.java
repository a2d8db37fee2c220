package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.suitability.IqbProfile.Threshold;
import dev.qoe.core.service.suitability.IqbProfile.UseCase;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * M-Lab's Internet Quality Barometer: which share of what people do with a connection it is good
 * enough for, 0 to 1.
 *
 * <pre>
 * BRS(u,r,d) = 1 if the value strictly beats the threshold, else 0
 * RAS(u,r)   = sum_d w(d) BRS(u,r,d) / sum_d w(d)        over the datasets that measured r
 * UCS(u)     = sum_r w(u,r) RAS(u,r) / sum_r w(u,r)      over the requirements that were measured
 * IQB        = sum_u w(u) UCS(u) / sum_u w(u)            over the use cases that have a score
 * </pre>
 *
 * <p>Leaving out what was not measured, and counting the rest for it, is this library's choice: the
 * original divides by zero there. {@code mos()} maps 0..1 linearly to 1..5, a convenience of this
 * library. Thread-safe.
 *
 * @since 0.1
 */
public final class IqbModel implements ServiceModel<IqbInput, IqbResult> {

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "iqb",
          "Internet Quality Barometer (M-Lab): 0 to 1 over six use cases",
          "M-Lab IQB",
          "report of 2025, m-lab/iqb commit dbd7401",
          List.of(
              new Assurance("equations, thresholds and weights", Certainty.SINGLE_SOURCE),
              new Assurance("requirements without data, mapping to MOS", Certainty.ENGINEERING)),
          "Numbers from an Apache-2.0 source.");

  private static final IqbModel REPORT_2025 = new IqbModel(IqbProfile.report2025());

  private final IqbProfile profile;

  private IqbModel(IqbProfile profile) {
    this.profile = profile;
  }

  /** Returns the model with thresholds and weights of the report of 2025. */
  public static IqbModel report2025() {
    return REPORT_2025;
  }

  /** Returns the model with thresholds and weights of the caller's. */
  public static IqbModel of(IqbProfile profile) {
    return new IqbModel(profile);
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if no dataset of the input has a weight {@code > 0} and a
   *     measurement that a use case asks for
   */
  @Override
  public IqbResult score(IqbInput input) {
    List<UseCase> measured =
        profile.useCases().stream().filter(each -> weightOfMeasured(each, input) > 0).toList();
    if (measured.isEmpty()) {
      throw new IllegalArgumentException(
          "no dataset of %s has a weight > 0 and a value that a use case asks for (weights: %s)"
              .formatted(input.datasets().keySet(), profile.datasetWeights()));
    }
    Map<String, Double> useCases = new LinkedHashMap<>();
    double sum = 0;
    for (UseCase useCase : measured) {
      double ucs = satisfaction(useCase, input);
      useCases.put(useCase.name(), ucs);
      sum += useCase.weight() * ucs;
    }
    double weights = measured.stream().mapToDouble(UseCase::weight).sum();
    List<String> notAvailable =
        profile.useCases().stream()
            .filter(each -> !measured.contains(each))
            .map(UseCase::name)
            .toList();
    return IqbResult.of(sum / weights, useCases, notAvailable, lost(measured, weights, input));
  }

  /** UCS, over the requirements that were measured. */
  private double satisfaction(UseCase useCase, IqbInput input) {
    double sum = 0;
    for (Map.Entry<Requirement, Threshold> entry : useCase.thresholds().entrySet()) {
      OptionalDouble ras = agreement(entry.getKey(), entry.getValue().value(), input);
      sum += entry.getValue().weight() * ras.orElse(0);
    }
    return sum / weightOfMeasured(useCase, input);
  }

  /** What each requirement that was measured took from IQB. */
  private List<Impairment> lost(List<UseCase> useCases, double weights, IqbInput input) {
    Map<Requirement, Double> lost = new EnumMap<>(Requirement.class);
    for (UseCase useCase : useCases) {
      double share = useCase.weight() / weights / weightOfMeasured(useCase, input);
      for (Map.Entry<Requirement, Threshold> entry : useCase.thresholds().entrySet()) {
        agreement(entry.getKey(), entry.getValue().value(), input)
            .ifPresent(
                ras ->
                    lost.merge(
                        entry.getKey(),
                        share * entry.getValue().weight() * (1 - ras),
                        Double::sum));
      }
    }
    return Explanation.sorted(
        lost.entrySet().stream()
            .map(each -> new Impairment(each.getKey().toString(), "RAS", each.getValue()))
            .toList());
  }

  /** The sum of w(u,r) over the requirements that were measured. */
  private double weightOfMeasured(UseCase useCase, IqbInput input) {
    double sum = 0;
    for (Map.Entry<Requirement, Threshold> entry : useCase.thresholds().entrySet()) {
      if (agreement(entry.getKey(), entry.getValue().value(), input).isPresent()) {
        sum += entry.getValue().weight();
      }
    }
    return sum;
  }

  /** RAS, if any dataset with a weight measured the requirement. */
  private OptionalDouble agreement(Requirement requirement, double threshold, IqbInput input) {
    double met = 0;
    double weights = 0;
    for (Map.Entry<String, Double> dataset : profile.datasetWeights().entrySet()) {
      OptionalDouble value = input.value(dataset.getKey(), requirement);
      if (value.isPresent()) {
        weights += dataset.getValue();
        met += requirement.isMet(value.getAsDouble(), threshold) ? dataset.getValue() : 0;
      }
    }
    return weights > 0 ? OptionalDouble.of(met / weights) : OptionalDouble.empty();
  }
}
