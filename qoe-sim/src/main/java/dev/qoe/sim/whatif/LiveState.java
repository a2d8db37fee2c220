package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.core.engine.QoeEngine;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a live engine knows, as far as it can be asked. */
final class LiveState {

  private LiveState() {}

  static NetworkStateBuilder of(QoeEngine engine, ElementPath root) {
    NetworkStateBuilder builder = new NetworkStateBuilder().catalog(engine.catalog());
    Score score = engine.score(root);
    Map<Parameter, Double> values = new TreeMap<>();
    TreeSet<ElementPath> elements = new TreeSet<>();
    elements.add(root);
    for (NetworkElement element : engine.elements()) {
      if (root.contains(element.path())) {
        builder.element(element);
        elements.add(element.path());
      }
    }
    score.contributions().stream().map(Contribution::element).forEach(elements::add);
    for (ElementPath element : elements) {
      for (KpiDefinition definition : engine.catalog().definitions()) {
        engine
            .value(element, definition.kpi())
            .ifPresent(value -> values.put(Parameter.of(element, definition.kpi()), value));
      }
    }
    if (values.isEmpty()) {
      return builder;
    }
    trust(values, engine, builder);
    if (score.known()) {
      builder.engineScore(root, score.value());
    }
    return builder
        .at(score.time())
        .assumption(
            new Assumption(
                "the engine does not tell how far single values are trusted: all of an element are"
                    + " trusted alike, so that its confidence is the engine's",
                Assumption.GIVEN,
                values.size()));
  }

  /** Trusts all values of an element alike, so that its confidence is the engine's. */
  private static void trust(
      Map<Parameter, Double> values, QoeEngine engine, NetworkStateBuilder builder) {
    values.forEach((at, value) -> builder.engineValue(at.element(), at.kpi(), value, 1));
    Scorer trusted = new Scorer(builder.build());
    values.forEach(
        (at, value) -> {
          double sure = engine.score(at.element()).confidence();
          double surest = trusted.score(at.element()).confidence();
          double quality = surest > 0 ? Math.min(1, sure / surest) : 0;
          builder.engineValue(at.element(), at.kpi(), value, quality);
        });
  }
}
