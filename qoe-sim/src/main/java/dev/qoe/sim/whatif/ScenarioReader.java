package dev.qoe.sim.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of a scenario: the network first, then what is asked. Confine to one thread. */
final class ScenarioReader {

  private static final List<String> OPERATIONS = List.of("set", "add", "scale");

  private final List<String> mistakes = new ArrayList<>();
  private final NetworkStateBuilder builder = NetworkState.builder();
  private final ScenarioNames names = new ScenarioNames();

  WhatIfScenario read(JsonNode json, String name) {
    ScenarioNode root = new ScenarioNode("", json, mistakes);
    if (!root.object(
        "type",
        "name",
        "judge",
        "scoring",
        "elements",
        "links",
        "resources",
        "services",
        "changes",
        "goals",
        "optimize")) {
      throw new ConfigurationException(name, mistakes);
    }
    kind(root);
    String title = root.at("name").text("what-if");
    new ScenarioNetwork(builder, names).read(root);
    List<Change> changes = new ArrayList<>();
    root.at("changes").items().forEach(node -> change(node).ifPresent(changes::add));
    List<WhatIfScenario.Goal> goals = new ArrayList<>();
    root.at("goals").items().forEach(node -> goal(node).ifPresent(goals::add));
    WhatIfScenario.@Nullable Optimum optimum =
        root.at("optimize").present() ? optimum(root.at("optimize")).orElse(null) : null;
    Optional<ElementPath> judged =
        root.at("judge").present() ? names.element(root.at("judge")) : Optional.empty();
    NetworkState state = state();
    if (state == null || !mistakes.isEmpty()) {
      throw new ConfigurationException(name, mistakes);
    }
    WhatIf question = WhatIf.on(state);
    for (Change change : changes) {
      question = question.with(change);
    }
    WhatIf judging = judged.isPresent() ? question.judging(judged.get()) : question;
    return new WhatIfScenario(title, state, judging, changes, goals, optimum);
  }

  private static void kind(ScenarioNode root) {
    if (root.at("type").word("", List.of("what-if")).isEmpty() && !root.has("type")) {
      root.at("type").mistake("is missing; it must be 'what-if'");
    }
    if (!root.has("changes") && !root.has("goals") && !root.has("optimize")) {
      root.mistake("nothing is asked: give 'changes', 'goals' or 'optimize'");
    }
  }

  private @Nullable NetworkState state() {
    try {
      return builder.build();
    } catch (ConfigurationException e) {
      if (mistakes.isEmpty()) {
        e.problems().forEach(problem -> mistakes.add("$: " + problem));
      }
      return null;
    }
  }

  // ---- what is asked ------------------------------------------------------------------------

  private Optional<Change> change(ScenarioNode node) {
    if (node.has("outage")) {
      node.object("outage");
      return names.element(node.at("outage")).map(Change::outage);
    }
    if (node.has("moveUsers")) {
      node.object("moveUsers", "from", "to");
      double users = node.at("moveUsers").number();
      Optional<ElementPath> from = names.element(node.at("from"));
      Optional<ElementPath> to = names.element(node.at("to"));
      return from.isEmpty() || to.isEmpty() || Double.isNaN(users)
          ? Optional.empty()
          : node.tried(() -> Change.moveUsers(from.get(), to.get(), users)).stream().findFirst();
    }
    if (!node.object("element", "kpi", "set", "add", "scale", "unit")) {
      return Optional.empty();
    }
    Optional<Parameter> parameter = names.parameter(node);
    List<String> given = OPERATIONS.stream().filter(node::has).toList();
    if (given.size() != 1) {
      node.mistake("must have one of 'set', 'add', 'scale', 'outage', 'moveUsers': " + given);
      return Optional.empty();
    }
    String operation = given.get(0);
    double number = node.at(operation).number();
    if (parameter.isEmpty() || Double.isNaN(number)) {
      return Optional.empty();
    }
    if (operation.equals("scale")) {
      if (node.has("unit")) {
        node.at("unit").mistake("does not go with 'scale', which is a plain factor");
      }
      return Optional.of(Change.scale(parameter.get(), number));
    }
    double amount = ScenarioNames.inUnitOf(node.at("unit"), parameter.get().kpi(), number);
    return Optional.of(
        operation.equals("set")
            ? Change.set(parameter.get(), amount)
            : Change.add(parameter.get(), amount));
  }

  private Optional<WhatIfScenario.Goal> goal(ScenarioNode node) {
    if (!node.object("target", "of", "vary")) {
      return Optional.empty();
    }
    double target = node.at("target").number();
    Optional<Objective> objective = objective(node.at("of"));
    Optional<WhatIfScenario.Range> range = range(node.at("vary"), false);
    return range.isEmpty() || Double.isNaN(target) || (node.has("of") && objective.isEmpty())
        ? Optional.empty()
        : Optional.of(new WhatIfScenario.Goal(objective.orElse(null), target, range.get()));
  }

  private Optional<WhatIfScenario.Optimum> optimum(ScenarioNode node) {
    if (!node.object("target", "budget", "of", "vary", "evaluations", "seed")) {
      return Optional.empty();
    }
    if (!node.has("target") && !node.has("budget")) {
      node.mistake("needs 'target', 'budget', or both");
    }
    List<WhatIfScenario.Range> ranges = new ArrayList<>();
    node.at("vary").items().forEach(item -> range(item, true).ifPresent(ranges::add));
    if (node.at("vary").items().isEmpty()) {
      node.at("vary").mistake("must be an array of at least one parameter");
    }
    long evaluations = node.at("evaluations").whole(4_000);
    if (evaluations < 10 || evaluations > 1_000_000) {
      node.at("evaluations").mistake("must be from 10 to 1000000: " + evaluations);
    }
    return Optional.of(
        new WhatIfScenario.Optimum(
            objective(node.at("of")).orElse(null),
            node.at("target").number(Double.NaN),
            node.at("budget").number(Double.NaN),
            ranges,
            (int) evaluations,
            node.at("seed").whole(1)));
  }

  private Optional<Objective> objective(ScenarioNode node) {
    if (!node.present() || !node.object("element", "kpi")) {
      return Optional.empty();
    }
    return node.has("kpi")
        ? names.parameter(node).map(at -> Objective.kpi(at.element(), at.kpi()))
        : names.element(node.at("element")).map(Objective::score);
  }

  private Optional<WhatIfScenario.Range> range(ScenarioNode node, boolean cost) {
    boolean object =
        cost
            ? node.object("element", "kpi", "min", "max", "unitCost")
            : node.object("element", "kpi", "min", "max");
    if (!object) {
      return Optional.empty();
    }
    Optional<Parameter> parameter = names.parameter(node);
    if (parameter.isEmpty()) {
      return Optional.empty();
    }
    KpiDefinition definition = ScenarioNames.definition(parameter.get().kpi());
    double min = node.at("min").number(definition.min());
    double max = node.at("max").number(definition.max());
    double unitCost = cost ? node.at("unitCost").number(1) : 1;
    if (!(min < max)) {
      node.mistake("'min' must be below 'max': %s, %s".formatted(min, max));
    }
    if (!(unitCost >= 0)) {
      node.at("unitCost").mistake("must be >= 0: " + unitCost);
    }
    return Optional.of(new WhatIfScenario.Range(parameter.get(), min, max, unitCost));
  }
}
