package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.sim.experiment.Measure;
import dev.qoe.sim.experiment.Trial;
import java.util.List;
import java.util.Map;

/**
 * A number of a service model's result, with inputs from the trial. Immutable.
 *
 * @param output the field of the result; a JSON pointer if it starts with a slash
 */
record ModelMeasure(JsonModel model, Map<String, Input> inputs, String output) implements Measure {

  /** Where the value of one input field comes from. */
  @FunctionalInterface
  interface Input {
    JsonNode of(Trial trial);
  }

  @Override
  public double of(Trial trial) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    inputs.forEach((field, input) -> question.set(field, input.of(trial)));
    ObjectNode result = model.score(question);
    JsonNode value = output.startsWith("/") ? result.at(output) : result.path(output);
    if (!value.isNumber()) {
      List<String> numbers =
          result.properties().stream()
              .filter(field -> field.getValue().isNumber())
              .map(Map.Entry::getKey)
              .toList();
      throw new IllegalArgumentException(
          "model '%s' has no number '%s'%s; it has %s"
              .formatted(model.name(), output, Nearest.hint(output, numbers), numbers));
    }
    return value.doubleValue();
  }
}
