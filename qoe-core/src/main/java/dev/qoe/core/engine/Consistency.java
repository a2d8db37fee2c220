package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import java.util.ArrayList;
import java.util.List;

/** Whether rules, declared elements and catalogue fit each other. */
final class Consistency {

  private Consistency() {}

  /**
   * Requires that the catalogue knows all indicators that the rules speak of.
   *
   * @throws ConfigurationException if it does not; the message names all mistakes
   */
  static void require(AlertRules rules, KpiCatalog catalog) {
    List<String> problems = problems(rules, catalog);
    if (!problems.isEmpty()) {
      throw new ConfigurationException("alert rules", problems);
    }
  }

  static List<String> problems(AlertRules rules, KpiCatalog catalog) {
    List<String> problems = new ArrayList<>();
    for (AlertRule rule : rules.rules()) {
      for (Kpi kpi : rule.kpis()) {
        if (catalog.find(kpi).isEmpty()) {
          problems.add(
              "rule '%s' speaks of KPI '%s', which the catalogue does not know%s"
                  .formatted(
                      rule.id(),
                      kpi,
                      Nearest.hint(
                          kpi.code(),
                          catalog.definitions().stream().map(d -> d.kpi().code()).toList())));
        }
      }
    }
    return problems;
  }

  static List<String> problems(Topology topology, KpiCatalog catalog, long mostSeries) {
    List<String> problems = new ArrayList<>();
    long elements = topology.elements().size();
    long series = topology.elements().stream().mapToLong(one -> one.expectedKpis().size()).sum();
    if (mostSeries >= 1 && Math.max(elements, series) > mostSeries) {
      problems.add(
          "topology has %d elements, which expect %d series: at most %d of each are allowed; raise mostSeries"
              .formatted(elements, series, mostSeries));
    }
    for (NetworkElement element : topology.elements()) {
      for (Kpi kpi : element.expectedKpis()) {
        if (catalog.find(kpi).isEmpty()) {
          problems.add(
              "element '%s' expects KPI '%s', which the catalogue does not know"
                  .formatted(element.path(), kpi));
        }
      }
    }
    return problems;
  }
}
