package dev.qoe.core.service.web;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import java.util.List;

/**
 * Any KPI turned into an opinion by a law, for example one that was fitted to ratings of one's own
 * users.
 *
 * <p>A value outside the range for which the law was found counts as the nearest within it: beyond
 * its data a law knows nothing. The law's scale is taken for MOS. Calls allocate nothing.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class LawKpiModel implements KpiModel {

  private static final Unit MOS = Unit.of("MOS");

  private final QualityLaw law;
  private final QosRange range;
  private final List<Unit> inputs;

  private LawKpiModel(QualityLaw law, QosRange range, Unit unit) {
    this.law = law;
    this.range = range;
    this.inputs = List.of(unit);
  }

  /**
   * Returns the model of a law.
   *
   * @param unit the unit of the parameter for which the law was found; {@link Unit#RATIO} for
   *     {@link IqxModel#voicePacketLoss()}
   */
  public static LawKpiModel of(QualityLaw law, Unit unit) {
    return of(law, QosRange.UNLIMITED, unit);
  }

  /** Returns the model of a law that was found within a range, in {@code unit}. */
  public static LawKpiModel of(QualityLaw law, QosRange range, Unit unit) {
    return new LawKpiModel(law, range, unit);
  }

  /** Returns the model of a law that was fitted to ratings, within the range of the data. */
  public static LawKpiModel of(LawFit<?> fit, Unit unit) {
    return of(fit.law(), fit.range(), unit);
  }

  @Override
  public String title() {
    return "quality by the law " + law;
  }

  @Override
  public List<Unit> inputUnits() {
    return inputs;
  }

  @Override
  public Unit outputUnit() {
    return MOS;
  }

  /**
   * Returns the mean opinion score, 1 to 5, of the one parameter. Below 0 counts as 0, where a
   * logarithmic law is at the end of its scale.
   */
  @Override
  public double score(double[] inputs) {
    double qos = Math.max(range.min(), Math.min(range.max(), inputs[0]));
    return Math.max(1, Math.min(5, law.at(qos)));
  }
}
