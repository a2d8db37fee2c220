package dev.qoe.core.service.suitability;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import dev.qoe.core.service.suitability.IqbProfile.Threshold;
import dev.qoe.core.service.suitability.IqbProfile.UseCase;
import java.util.List;
import java.util.Map;

/**
 * What a connection is good enough for: a plain function from download, upload, latency and packet
 * loss to the ratio of M-Lab's Internet Quality Barometer.
 *
 * <p>The four KPIs are one dataset, whatever weights the profile gives to datasets. Calls allocate
 * nothing and give the same as {@link IqbModel}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class IqbKpiModel implements KpiModel {

  private static final List<Unit> INPUTS =
      List.of(Unit.of("Mbit/s"), Unit.of("Mbit/s"), Unit.of("ms"), Unit.RATIO);

  /** In the order of the inputs. */
  private static final Requirement[] REQUIREMENTS = {
    Requirement.DOWNLOAD, Requirement.UPLOAD, Requirement.LATENCY, Requirement.PACKET_LOSS
  };

  private static final IqbKpiModel REPORT_2025 = new IqbKpiModel(IqbProfile.report2025());

  /** w(u). */
  private final double[] useCaseWeights;

  /** w(u,r), 0 where u asks nothing of r. */
  private final double[][] weights;

  private final double[][] thresholds;

  private IqbKpiModel(IqbProfile profile) {
    List<UseCase> useCases = profile.useCases();
    useCaseWeights = useCases.stream().mapToDouble(UseCase::weight).toArray();
    weights = new double[useCases.size()][REQUIREMENTS.length];
    thresholds = new double[useCases.size()][REQUIREMENTS.length];
    for (int u = 0; u < weights.length; u++) {
      Map<Requirement, Threshold> asked = useCases.get(u).thresholds();
      for (int r = 0; r < REQUIREMENTS.length; r++) {
        Threshold threshold = asked.get(REQUIREMENTS[r]);
        if (threshold != null) {
          weights[u][r] = threshold.weight();
          thresholds[u][r] = threshold.value();
        }
      }
    }
  }

  /** Returns the model with thresholds and weights of the report of 2025. */
  public static IqbKpiModel report2025() {
    return REPORT_2025;
  }

  /** Returns the model with thresholds and weights of the caller's. */
  public static IqbKpiModel of(IqbProfile profile) {
    return new IqbKpiModel(profile);
  }

  @Override
  public String title() {
    return "share of what people do with a connection that it is good enough for (M-Lab IQB)";
  }

  @Override
  public List<Unit> inputUnits() {
    return INPUTS;
  }

  @Override
  public Unit outputUnit() {
    return Unit.RATIO;
  }

  /**
   * Returns the share, 0 to 1, that download and upload in Mbit/s, latency in ms and packet loss as
   * a ratio are good enough for. Numbers are only compared, so nothing is out of range.
   */
  @Override
  public double score(double[] inputs) {
    double iqb = 0;
    double sum = 0;
    for (int u = 0; u < useCaseWeights.length; u++) {
      iqb += useCaseWeights[u] * satisfaction(u, inputs);
      sum += useCaseWeights[u];
    }
    return iqb / sum;
  }

  /** UCS(u). */
  private double satisfaction(int u, double[] inputs) {
    double met = 0;
    double sum = 0;
    for (int r = 0; r < REQUIREMENTS.length; r++) {
      double weight = weights[u][r];
      met += REQUIREMENTS[r].isMet(inputs[r], thresholds[u][r]) ? weight : 0;
      sum += weight;
    }
    return met / sum;
  }
}
