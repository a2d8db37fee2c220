package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The elements, indicators and units that a scenario may name. Confine to one thread. */
final class ScenarioNames {

  private static final KpiCatalog CATALOG = KpiCatalog.standard().plus(Resource.catalog());

  private final TreeSet<String> paths = new TreeSet<>();

  /** Makes an element known. */
  void add(ElementPath path) {
    paths.add(path.text());
  }

  static KpiDefinition definition(Kpi kpi) {
    return CATALOG.get(kpi);
  }

  record Amount(double value, double quality) {}

  /** Reads a number in the indicator's unit, or an object of value, unit and quality. */
  static Amount amount(ScenarioNode node, Kpi kpi) {
    if (!node.isObject()) {
      double value = node.number();
      return new Amount(Double.isNaN(value) ? 0 : value, 1);
    }
    node.object("value", "unit", "quality");
    double value = node.at("value").number();
    double quality = node.at("quality").number(1);
    if (!(quality >= 0 && quality <= 1)) {
      node.at("quality").mistake("must be from 0 to 1: " + quality);
      quality = 1;
    }
    return new Amount(Double.isNaN(value) ? 0 : inUnitOf(node.at("unit"), kpi, value), quality);
  }

  static double inUnitOf(ScenarioNode node, Kpi kpi, double value) {
    if (!node.present()) {
      return value;
    }
    Unit own = CATALOG.get(kpi).unit();
    Unit unit = Unit.of(node.text(own.symbol()));
    if (!unit.convertsTo(own)) {
      node.mistake(
          "'%s' is not a unit of %s, which is in '%s' (%s)"
              .formatted(unit, kpi, own, own.quantity()));
      return value;
    }
    return unit.convert(value, own);
  }

  Optional<Parameter> parameter(ScenarioNode node) {
    Optional<ElementPath> element = element(node.at("element"));
    Optional<Kpi> kpi =
        node.has("kpi") ? kpiOf(node.at("kpi")) : kpi(node.at("kpi"), node.at("kpi").text());
    return element.isEmpty() || kpi.isEmpty()
        ? Optional.empty()
        : Optional.of(Parameter.of(element.get(), kpi.get()));
  }

  /** Returns a declared element, or one above a declared one. */
  Optional<ElementPath> element(ScenarioNode node) {
    List<ElementPath> path = node.made(ElementPath::of);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    boolean known = paths.stream().anyMatch(one -> path.get(0).contains(ElementPath.of(one)));
    if (!known) {
      node.mistake(
          "unknown element '%s'%s".formatted(path.get(0), Nearest.hint(path.get(0).text(), paths)));
      return Optional.empty();
    }
    return Optional.of(path.get(0));
  }

  static Optional<Kpi> kpiOf(ScenarioNode node) {
    return node.present() ? kpi(node, node.text()) : Optional.empty();
  }

  static Optional<Kpi> kpi(ScenarioNode node, String code) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = CATALOG.definitions().stream().map(one -> one.kpi().code()).toList();
    if (!known.contains(code)) {
      node.mistake("unknown KPI '%s'%s".formatted(code, Nearest.hint(code, known)));
      return Optional.empty();
    }
    return Optional.of(Kpi.of(code));
  }
}
