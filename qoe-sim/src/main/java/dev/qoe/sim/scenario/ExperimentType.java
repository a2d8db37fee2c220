package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Level;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.experiment.Parameter;
import dev.qoe.sim.experiment.Point;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.output.StoppingRule;
import java.util.List;

/** Measures of service models over a design of their inputs, a line a point and measure. */
final class ExperimentType implements ScenarioType {

  private static final List<String> DESIGNS =
      List.of("grid", "zip", "latin-hypercube", "sobol", "random");
  private static final int MANY = 10_000_000;

  @Override
  public String name() {
    return "experiment";
  }

  @Override
  public String title() {
    return "scores of service models while their inputs vary";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    String words = fields.toString();
    Design design = design(fields);
    Experiment replicated = replications(fields, Experiment.named("replications"));
    boolean antithetic = fields.flag("antithetic", false);
    Experiment read = new ExperimentReader(fields).read().design(design);
    Experiment counted =
        replicated.stoppingRule().isPresent()
            ? read.replications(replicated.stoppingRule().get())
            : read.replications(replicated.replicationCount());
    Experiment experiment = antithetic ? counted.antithetic() : counted;
    refuseUnready(fields, experiment);
    return run -> {
      Experiment seeded = experiment.seed(run.seed().orElse(experiment.seed()));
      writeLines(ScenarioFiles.run(seeded, run, "experiment", words), run);
    };
  }

  private static Design design(ScenarioFields fields) {
    if (!fields.has("design")) {
      return Design.grid();
    }
    ScenarioFields of = fields.object("design");
    String kind = of.oneOf("type", DESIGNS);
    boolean sampled = DESIGNS.indexOf(kind) > 1;
    int points = sampled ? (int) of.whole("points", 1, 1_000_000) : 1;
    return switch (kind) {
      case "zip" -> Design.zip();
      case "latin-hypercube" -> Design.latinHypercube(points);
      case "sobol" -> Design.sobol(points);
      case "random" -> Design.random(points);
      default -> Design.grid();
    };
  }

  private static Experiment replications(ScenarioFields fields, Experiment experiment) {
    if (!fields.json("replications").isObject()) {
      return experiment.replications((int) fields.whole("replications", 1, MANY, 1));
    }
    ScenarioFields rule = fields.object("replications");
    double precision = rule.number("precision", 1e-6, 0.999);
    int min = (int) rule.whole("min", 2, MANY, 10);
    int max = (int) rule.whole("max", min, MANY, Math.max(min, 1000));
    return experiment.replications(new StoppingRule(precision, 0.95, min, Math.max(min, max)));
  }

  private static void refuseUnready(ScenarioFields fields, Experiment experiment) {
    try {
      experiment.refuseUnready();
    } catch (IllegalArgumentException e) {
      fields.mistake("design", String.valueOf(e.getMessage()));
      fields.check();
    }
  }

  private static void writeLines(ExperimentResult result, ScenarioRun run) {
    for (Point point : result.points()) {
      for (Output output : result.experiment().outputs()) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("point", point.index());
        ObjectNode levels = line.putObject("parameters");
        for (Parameter parameter : result.experiment().parameters()) {
          Level level = point.level(parameter.name());
          if (parameter.domain().isNumeric()) {
            levels.put(parameter.name(), level.number());
          } else {
            levels.put(parameter.name(), level.label());
          }
        }
        Interval interval = result.interval(point.index(), output.name());
        line.put("measure", output.name()).put("mean", interval.mean());
        if (Double.isFinite(interval.halfWidth())) {
          line.put("halfWidth95", interval.halfWidth());
        }
        run.line(line.put("n", interval.n()));
      }
    }
  }
}
