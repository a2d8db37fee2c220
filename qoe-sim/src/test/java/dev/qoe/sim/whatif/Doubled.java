package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import java.util.List;

/** A model that doubles a time. */
final class Doubled implements KpiModel {

  private static final Unit MILLIS = Unit.of("ms");

  @Override
  public String title() {
    return "twice the time";
  }

  @Override
  public List<Unit> inputUnits() {
    return List.of(MILLIS);
  }

  @Override
  public Unit outputUnit() {
    return MILLIS;
  }

  @Override
  public double score(double[] inputs) {
    return 2 * inputs[0];
  }
}
