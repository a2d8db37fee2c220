package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.sensitivity.Estimate;
import dev.qoe.sim.sensitivity.MorrisDesign;
import dev.qoe.sim.sensitivity.MorrisIndices;
import dev.qoe.sim.sensitivity.SobolDesign;
import dev.qoe.sim.sensitivity.SobolIndices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which inputs of service models matter, a line a measure and parameter. */
final class SensitivityType implements ScenarioType {

  @Override
  public String name() {
    return "sensitivity";
  }

  @Override
  public String title() {
    return "which inputs of service models matter, by Sobol' or Morris";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    String words = fields.toString();
    boolean sobol = fields.oneOf("method", List.of("sobol", "morris"), "sobol").equals("sobol");
    Design design = sobol ? sobol(fields) : morris(fields);
    Experiment experiment = new ExperimentReader(fields).read().design(design);
    return run -> {
      Experiment seeded = experiment.seed(run.seed().orElse(experiment.seed()));
      ExperimentResult result = ScenarioFiles.run(seeded, run, "sensitivity", words);
      for (Output output : result.experiment().outputs()) {
        if (sobol) {
          write(SobolIndices.of(result, output.name()), output.name(), run);
        } else {
          write(MorrisIndices.of(result, output.name()), output.name(), run);
        }
      }
    };
  }

  private static Design sobol(ScenarioFields fields) {
    long points = fields.whole("basePoints", 4, 1 << 18, 1024);
    boolean second = fields.flag("secondOrder", false);
    if (Long.bitCount(points) != 1) {
      fields.mistake("basePoints", "must be a power of two: " + points);
      return SobolDesign.of(4);
    }
    SobolDesign design = SobolDesign.of((int) points);
    return second ? design.withSecondOrder() : design;
  }

  private static Design morris(ScenarioFields fields) {
    long levels = fields.whole("levels", 2, 100, 4);
    if (levels % 2 != 0) {
      fields.mistake("levels", "must be even: " + levels);
      levels = 4;
    }
    return MorrisDesign.of((int) fields.whole("trajectories", 2, 100_000, 20), (int) levels);
  }

  private static void write(SobolIndices indices, String measure, ScenarioRun run)
      throws IOException {
    for (String parameter : indices.parameters()) {
      ObjectNode line = line(measure, parameter, indices.isConstant());
      put(line, "first", indices.first(parameter));
      put(line, "total", indices.total(parameter));
      if (indices.hasSecondOrder()) {
        ObjectNode pairs = line.putObject("second");
        indices.parameters().stream()
            .filter(other -> !other.equals(parameter))
            .forEach(other -> put(pairs, other, indices.second(parameter, other)));
      }
      run.line(line);
    }
    Optional<Path> folder = run.folder();
    if (folder.isPresent()) {
      indices
          .write(folder.get().resolve(fileName(measure) + ".csv"))
          .plot(folder.get().resolve(fileName(measure) + ".svg"))
          .plot(folder.get().resolve(fileName(measure) + ".png"));
    }
  }

  private static void write(MorrisIndices indices, String measure, ScenarioRun run)
      throws IOException {
    for (String parameter : indices.parameters()) {
      MorrisIndices.Effect effect = indices.effect(parameter);
      ObjectNode line = line(measure, parameter, indices.isConstant());
      line.put("mu", effect.mu());
      put(line, "muStar", effect.muStar());
      run.line(line.put("sigma", effect.sigma()));
    }
    Optional<Path> folder = run.folder();
    if (folder.isPresent()) {
      indices
          .write(folder.get().resolve(fileName(measure) + ".csv"))
          .plot(folder.get().resolve(fileName(measure) + ".svg"))
          .plot(folder.get().resolve(fileName(measure) + ".png"));
    }
  }

  private static String fileName(String measure) {
    return "sensitivity-of-" + measure.replaceAll("[^A-Za-z0-9_.-]+", "-");
  }

  private static ObjectNode line(String measure, String parameter, boolean constant) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("measure", measure).put("parameter", parameter);
    return constant ? line.put("constant", true) : line;
  }

  private static void put(ObjectNode line, String name, Estimate estimate) {
    line.putObject(name).put("value", estimate.value()).put("halfWidth95", estimate.halfWidth());
  }
}
