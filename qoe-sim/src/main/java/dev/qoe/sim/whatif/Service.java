package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.service.KpiModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A service model bound to indicators, as in the engine: on every element that has all inputs it
 * makes the output. Immutable.
 *
 * @param output the indicator it makes
 * @param model the model
 * @param inputs the indicators it is made from, in the model's order
 */
record Service(Kpi output, KpiModel model, List<Kpi> inputs) {

  Service {
    inputs = List.copyOf(inputs);
  }

  /** Returns what does not fit: unknown indicators, their number, their units. */
  List<String> problems(KpiCatalog catalog) {
    List<String> problems = new ArrayList<>();
    String what = "service '%s' for %s: ".formatted(model.title(), output);
    List<Unit> units = model.inputUnits();
    if (units.size() != inputs.size()) {
      problems.add(
          what + "takes %d indicators in %s, not %d".formatted(units.size(), units, inputs.size()));
      return problems;
    }
    for (int i = 0; i < units.size(); i++) {
      fits(inputs.get(i), units.get(i), catalog, what, problems);
    }
    fits(output, model.outputUnit(), catalog, what, problems);
    return problems;
  }

  private static void fits(
      Kpi kpi, Unit unit, KpiCatalog catalog, String what, List<String> problems) {
    catalog
        .find(kpi)
        .ifPresentOrElse(
            definition -> {
              if (!definition.unit().convertsTo(unit)) {
                problems.add(
                    what + "%s in '%s' is not in '%s'".formatted(kpi, definition.unit(), unit));
              }
            },
            () -> problems.add(what + "the catalogue does not know " + kpi));
  }

  /** Returns what the model says, in the output's unit; NaN while an input has no value. */
  double value(KpiCatalog catalog, ToDoubleFunction<Kpi> values) {
    double[] numbers = new double[inputs.size()];
    for (int i = 0; i < numbers.length; i++) {
      double value = values.applyAsDouble(inputs.get(i));
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      numbers[i] = catalog.get(inputs.get(i)).unit().convert(value, model.inputUnits().get(i));
    }
    KpiDefinition made = catalog.get(output);
    return model.outputUnit().convert(model.score(numbers), made.unit());
  }

  /** Returns services so that each comes after those that make its inputs; the rest is a circle. */
  static List<Service> inOrder(List<Service> services) {
    List<Service> ordered = new ArrayList<>();
    List<Service> left = new ArrayList<>(services);
    boolean found = true;
    while (found) {
      List<Service> ready =
          left.stream()
              .filter(
                  service ->
                      left.stream().noneMatch(other -> service.inputs.contains(other.output)))
              .toList();
      ordered.addAll(ready);
      left.removeAll(ready);
      found = !ready.isEmpty();
    }
    return ordered;
  }
}
