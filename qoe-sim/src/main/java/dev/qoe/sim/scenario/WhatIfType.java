package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.whatif.WhatIfScenario;

/** What people would notice if parameters of a network changed, a line an answer. */
final class WhatIfType implements ScenarioType {

  @Override
  public String name() {
    return "what-if";
  }

  @Override
  public String title() {
    return "what people would notice if parameters of a network changed";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("type", name());
    fields.names().forEach(field -> root.set(field, fields.json(field)));
    WhatIfScenario scenario = WhatIfScenario.of(root, "scenario");
    return new KeptLines(
        name(),
        fields,
        run ->
            (run.seed().isPresent() ? scenario.withSeed(run.seed().getAsLong()) : scenario)
                .lines()
                .forEachOrdered(run::line));
  }
}
