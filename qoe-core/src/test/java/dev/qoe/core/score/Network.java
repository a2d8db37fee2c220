package dev.qoe.core.score;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network of sites and cells with values of its indicators, for tests. */
final class Network {

  static final Instant NOW = Instant.parse("2020-02-13T15:54:21Z");

  /** One indicator of one element with its value; NaN if it is expected only. */
  record Reading(ElementPath element, KpiDefinition definition, double value, double quality) {}

  private Network() {}

  static KpiDefinition definition(Kpi kpi) {
    return KpiCatalog.standard().get(kpi);
  }

  static Reading reading(String element, Kpi kpi, double value) {
    return new Reading(ElementPath.of(element), definition(kpi), value, 1);
  }

  /** Returns one reading for each of many indicators of sites, cells and routers. */
  static List<Reading> random(Random random) {
    List<KpiDefinition> definitions = new ArrayList<>(KpiCatalog.standard().definitions());
    Map<String, Reading> readings = new LinkedHashMap<>();
    int sites = 2 + random.nextInt(3);
    for (int i = 0; i < 80; i++) {
      KpiDefinition definition = definitions.get(random.nextInt(definitions.size()));
      String site = "acme/cork/site-" + random.nextInt(sites);
      ElementPath element =
          ElementPath.of(random.nextInt(4) == 0 ? site : site + "/cell-" + random.nextInt(4));
      double value =
          random.nextInt(10) == 0
              ? Double.NaN
              : definition.min() + random.nextDouble() * (definition.max() - definition.min());
      readings.put(
          element + " " + definition.kpi(),
          new Reading(element, definition, value, random.nextInt(5) / 4.0));
    }
    return new ArrayList<>(readings.values());
  }

  static ScoreTree tree(ScoringModel model, List<Reading> readings) {
    ScoreTree tree = ScoreTree.of(model);
    readings.forEach(reading -> put(tree, reading));
    return tree;
  }

  static void put(ScoreTree tree, Reading reading) {
    ScoreLeaf leaf = tree.leaf(reading.element(), reading.definition());
    if (!Double.isNaN(reading.value())) {
      tree.set(leaf, reading.value(), reading.quality());
    }
  }
}
