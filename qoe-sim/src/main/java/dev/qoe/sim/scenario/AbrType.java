package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.scenario.AbrScenario;
import java.util.stream.Stream;

/** Players of adaptive video over recorded traces, a line a session. */
final class AbrType implements ScenarioType {

  @Override
  public String name() {
    return "abr";
  }

  @Override
  public String title() {
    return "players of adaptive video over recorded traces";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("type", name());
    fields.names().forEach(field -> root.set(field, fields.json(field)));
    AbrScenario scenario = AbrScenario.of(root, fields.folder());
    return new KeptLines(
        name(),
        fields,
        run -> {
          try (Stream<ObjectNode> lines = scenario.lines(run.threads())) {
            lines.forEachOrdered(run::line);
          }
        });
  }
}
