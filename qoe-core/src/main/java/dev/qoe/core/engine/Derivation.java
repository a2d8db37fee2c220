package dev.qoe.core.engine;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.internal.Correlation;
import dev.qoe.core.service.KpiModel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rule that makes one indicator from others by a service model, on every element that has them.
 *
 * @param output the indicator it makes
 * @param model the model
 * @param inputs the indicators it is made from, in the model's order
 */
record Derivation(KpiDefinition output, KpiModel model, List<KpiDefinition> inputs) {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  /**
   * Creates a derivation.
   *
   * @throws IllegalArgumentException if the number or the units of the indicators do not fit the
   *     model
   */
  Derivation {
    inputs = List.copyOf(inputs);
    List<Unit> units = model.inputUnits();
    if (units.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "model '%s' takes %d indicators in %s: %d are given"
              .formatted(model.title(), units.size(), units, inputs.size()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      requireConvertible(inputs.get(i), inputs.get(i).unit(), units.get(i), model);
    }
    requireConvertible(output, model.outputUnit(), output.unit(), model);
  }

  private static void requireConvertible(KpiDefinition kpi, Unit from, Unit to, KpiModel model) {
    if (!from.convertsTo(to)) {
      throw new IllegalArgumentException(
          "KPI '%s' in '%s' does not fit model '%s', which speaks of '%s'"
              .formatted(
                  kpi.kpi(), kpi.unit(), model.title(), from.equals(kpi.unit()) ? to : from));
    }
  }

  /** A derivation on one element. Guarded by the shard's lock. */
  static final class Bound {
    private final Derivation derivation;
    private final LiveSeries[] inputs;
    private final double[] values;
    final LiveSeries output;

    /** Whether the model has thrown, which is told once. */
    private boolean failed;

    Bound(Derivation derivation, List<LiveSeries> inputs, LiveSeries output) {
      this.derivation = derivation;
      this.inputs = inputs.toArray(LiveSeries[]::new);
      this.values = new double[inputs.size()];
      this.output = output;
    }

    boolean of(Derivation other) {
      return derivation.equals(other);
    }

    /**
     * Returns the derived value in the indicator's unit, or NaN while an input has none or if the
     * model fails.
     */
    double value() {
      for (int i = 0; i < inputs.length; i++) {
        if (!inputs[i].hasValue()) {
          return Double.NaN;
        }
        values[i] =
            inputs[i]
                .meaning
                .definition
                .unit()
                .convert(inputs[i].current(), derivation.model.inputUnits().get(i));
      }
      return derivation.model.outputUnit().convert(scored(), derivation.output.unit());
    }

    /** A model may be anybody's: one that throws must not stop what is measured. */
    private double scored() {
      try {
        return derivation.model.score(values);
      } catch (RuntimeException e) {
        if (!failed) {
          failed = true;
          output.shard.log(() -> log(e));
        }
        return Double.NaN;
      }
    }

    private void log(RuntimeException cause) {
      String before = Correlation.begin("model", output);
      try {
        LOG.atWarn()
            .addKeyValue("model", derivation.model.title())
            .addKeyValue("tenant", output.element().tenant())
            .addKeyValue("element", output.element())
            .addKeyValue("kpi", output.kpi())
            .setCause(cause)
            .log("a model failed (further failures here are not logged)");
      } finally {
        Correlation.end(before);
      }
    }

    /** Returns the least trusted input's quality, 0 to 1. */
    double quality() {
      double least = 1;
      for (LiveSeries input : inputs) {
        least = Math.min(least, input.trust(1));
      }
      return least;
    }
  }
}
