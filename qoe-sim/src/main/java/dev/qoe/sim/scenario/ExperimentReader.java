package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.sim.experiment.Choice;
import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Domain;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.Numbers;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.experiment.TrialFailedException;
import dev.qoe.sim.scenario.ModelMeasure.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads parameters, random quantities and measures over service models. Confine to one thread. */
final class ExperimentReader {

  private static final double MAX = Double.MAX_VALUE;

  private final ScenarioFields fields;
  private final Map<String, JsonModel> models = ServiceModels.byName();
  private final Map<String, Domain> parameters = new LinkedHashMap<>();

  /** Parameters that are there but wrong: to name them is no second mistake. */
  private final Set<String> broken = new HashSet<>();

  private final Map<String, RandomQuantity> random = new LinkedHashMap<>();
  private final Map<String, ModelMeasure> measures = new LinkedHashMap<>();

  ExperimentReader(ScenarioFields fields) {
    this.fields = fields;
  }

  /** Returns the experiment, still a grid of one replication; throws if anything is wrong. */
  Experiment read() {
    String name = fields.text("name", "experiment");
    long seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
    fields.namedObjects("parameters").forEach(this::readParameter);
    if (fields.has("random")) {
      fields.namedObjects("random").forEach(this::readRandom);
    }
    fields.namedObjects("measures").forEach(this::readMeasure);
    fields.check();
    Experiment experiment = Experiment.named(name).seed(seed);
    for (Map.Entry<String, Domain> parameter : parameters.entrySet()) {
      experiment = experiment.sweep(parameter.getKey(), parameter.getValue());
    }
    probe(experiment);
    for (Map.Entry<String, ModelMeasure> measure : measures.entrySet()) {
      experiment = experiment.measure(measure.getKey(), measure.getValue());
    }
    return experiment;
  }

  /** Asks each model once, so that a field it does not know is told before the run. */
  private void probe(Experiment experiment) {
    measures.forEach(
        (name, measure) -> {
          try {
            experiment
                .design(Design.random(1))
                .measure(name, measure)
                .run(Parallel.threads(1).withoutJournal());
          } catch (TrialFailedException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            fields.mistake("measures." + name, String.valueOf(cause.getMessage()));
          }
        });
    fields.check();
  }

  private void readParameter(String name, ScenarioFields of) {
    domain(of).ifPresentOrElse(domain -> parameters.put(name, domain), () -> broken.add(name));
  }

  private Optional<Domain> domain(ScenarioFields of) {
    if (of.has("choices")) {
      List<String> names = of.texts("choices");
      if (names.stream().distinct().count() < names.size()) {
        of.mistake("choices", "has a name twice: " + names);
        return Optional.empty();
      }
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(Choice.of(names.toArray(String[]::new)));
    }
    Unit unit = unit(of);
    if (of.has("values")) {
      double[] values = of.numbers("values");
      return values.length == 0 ? Optional.empty() : Optional.of(Numbers.of(values).unit(unit));
    }
    return range(of, unit);
  }

  private static Optional<Domain> range(ScenarioFields of, Unit unit) {
    double min = of.number("min", -MAX, MAX);
    double max = of.number("max", -MAX, MAX);
    double step = of.number("step", 0, MAX, Double.NaN);
    boolean whole = of.flag("whole", false);
    if (!(min < max)) {
      if (of.has("min") && of.has("max")) {
        of.mistake("max", "must be greater than min: %s, %s".formatted(max, min));
      }
      return Optional.empty();
    }
    try {
      Range range = Double.isNaN(step) ? Range.of(min, max) : Range.of(min, max, step);
      return Optional.of((whole ? range.whole() : range).unit(unit));
    } catch (IllegalArgumentException e) {
      of.mistake("", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Unit unit(ScenarioFields of) {
    String symbol = of.text("unit", "");
    return symbol.isEmpty() ? Domain.NO_UNIT : Unit.of(symbol);
  }

  private void readRandom(String name, ScenarioFields of) {
    of.oneOf("distribution", RandomQuantity.Kind.words());
    Optional<RandomQuantity.Kind> found = RandomQuantity.Kind.of(of.json("distribution").asText());
    if (found.isEmpty()) {
      of.names();
      broken.add(name);
      return;
    }
    RandomQuantity.Kind kind = found.get();
    double[] values = {0, 0};
    for (int i = 0; i < kind.fields().size(); i++) {
      values[i] = of.number(kind.fields().get(i), kind.least(i), MAX);
    }
    if (kind == RandomQuantity.Kind.UNIFORM
        && of.has("min")
        && of.has("max")
        && !(values[0] < values[1])) {
      of.mistake("max", "must be greater than min: %s, %s".formatted(values[1], values[0]));
    }
    if (parameters.containsKey(name)) {
      of.mistake("", "is a parameter already; name the random quantity otherwise");
    }
    random.put(name, new RandomQuantity(name, unit(of), kind, values[0], values[1]));
  }

  private void readMeasure(String name, ScenarioFields of) {
    String model = of.oneOf("model", models.keySet());
    String output = of.text("output", "mos");
    ScenarioFields inputs = of.object("inputs");
    Map<String, Input> read = new LinkedHashMap<>();
    for (String field : inputs.names()) {
      JsonNode value = inputs.json(field);
      if (value.isObject()) {
        reference(inputs.object(field)).ifPresent(input -> read.put(field, input));
      } else {
        read.put(field, trial -> value);
      }
    }
    JsonModel found = models.get(model);
    if (found != null) {
      measures.put(name, new ModelMeasure(found, read, output));
    }
  }

  /**
   * Reads {@code {"parameter": NAME, "unit": ...}} or {@code {"sum": [NAME, ...], "unit": ...}}.
   */
  private Optional<Input> reference(ScenarioFields of) {
    List<String> names = of.has("sum") ? of.texts("sum") : List.of(of.text("parameter"));
    Unit unit = unit(of);
    if (names.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    List<String> known = new ArrayList<>(parameters.keySet());
    known.addAll(random.keySet());
    String field = of.has("sum") ? "sum" : "parameter";
    boolean fine = true;
    for (String name : names) {
      fine &= fits(of, field, name, known, unit);
    }
    if (!fine) {
      return Optional.empty();
    }
    Domain only = parameters.get(names.get(0));
    if (only != null && !only.isNumeric()) {
      return Optional.of(trial -> TextNode.valueOf(trial.choice(names.get(0))));
    }
    return Optional.of(trial -> DoubleNode.valueOf(sum(trial, names, unit)));
  }

  /** Tells whether a name can be told in a unit; notes the mistake if not. */
  private boolean fits(
      ScenarioFields of, String field, String name, List<String> known, Unit unit) {
    if (broken.contains(name)) {
      return true;
    }
    if (!known.contains(name)) {
      of.mistake(
          field, "unknown '%s'%s; known are %s".formatted(name, Nearest.hint(name, known), known));
      return false;
    }
    Domain domain = parameters.get(name);
    RandomQuantity drawn = random.get(name);
    if (domain != null && !domain.isNumeric()) {
      if (field.equals("sum")) {
        of.mistake(field, "'%s' is a choice, which cannot be added".formatted(name));
      }
      return field.equals("parameter");
    }
    Unit own = domain != null ? domain.unit() : drawn == null ? unit : drawn.unit();
    if (!own.convertsTo(unit)) {
      of.mistake(
          "unit",
          "'%s' is in '%s' (%s), which cannot be told in '%s'; name the unit that the model reads"
              .formatted(name, own, own.quantity(), unit));
      return false;
    }
    return true;
  }

  private double sum(Trial trial, List<String> names, Unit unit) {
    double sum = 0;
    for (String name : names) {
      RandomQuantity drawn = random.get(name);
      sum +=
          drawn == null ? trial.number(name, unit) : drawn.unit().convert(drawn.draw(trial), unit);
    }
    return sum;
  }
}
