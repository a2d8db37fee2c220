package dev.qoe.sim.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.radio.CqiTable;
import dev.qoe.core.radio.SinrToCqi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reader of a scenario: the network first, then what is asked. Confine to one thread. */
final class ScenarioReader {

  private static final KpiCatalog CATALOG = KpiCatalog.standard().plus(Resource.catalog());
  private static final List<String> OPERATIONS = List.of("set", "add", "scale");

  private final List<String> mistakes = new ArrayList<>();
  private final NetworkStateBuilder builder = NetworkState.builder();
  private final TreeSet<String> paths = new TreeSet<>();

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
    if (root.at("type").word("", List.of("what-if")).isEmpty() && !root.has("type")) {
      root.at("type").mistake("is missing; it must be 'what-if'");
    }
    String title = root.at("name").text("what-if");
    network(root);
    List<Change> changes = new ArrayList<>();
    root.at("changes").items().forEach(node -> change(node).ifPresent(changes::add));
    List<WhatIfScenario.Goal> goals = new ArrayList<>();
    root.at("goals").items().forEach(node -> goal(node).ifPresent(goals::add));
    WhatIfScenario.@Nullable Optimum optimum =
        root.at("optimize").present() ? optimum(root.at("optimize")).orElse(null) : null;
    Optional<ElementPath> judged =
        root.at("judge").present() ? element(root.at("judge")) : Optional.empty();
    if (!root.has("changes") && !root.has("goals") && !root.has("optimize")) {
      root.mistake("nothing is asked: give 'changes', 'goals' or 'optimize'");
    }
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

  // ---- the network --------------------------------------------------------------------------

  private void network(ScenarioNode root) {
    ScenarioNode scoring = root.at("scoring");
    if (scoring.present() && scoring.object("exponent", "ownShare")) {
      builder.powerMean(scoring.at("exponent").number(1));
      builder.ownShare(scoring.at("ownShare").number(0.5));
    }
    ScenarioNode elements = root.at("elements");
    if (elements.items().isEmpty()) {
      elements.mistake("must be an array of at least one element");
    }
    elements.items().forEach(this::declared);
    root.at("links").items().forEach(this::link);
    root.at("resources").items().forEach(this::resource);
    root.at("services").items().forEach(this::service);
  }

  private void declared(ScenarioNode node) {
    if (!node.object("path", "type", "name", "weight", "values")) {
      return;
    }
    for (ElementPath path : node.at("path").made(ElementPath::of)) {
      paths.add(path.text());
      NetworkElement.Builder element =
          NetworkElement.builder(path, node.at("type").text("element"))
              .displayName(node.at("name").text(path.name()))
              .weight(node.at("weight").number(1));
      node.at("weight").tried(element::build).forEach(builder::element);
      ScenarioNode values = node.at("values");
      if (values.present() && !values.isObject()) {
        values.mistake("must be an object of KPI codes and values");
      }
      for (String code : values.fields()) {
        kpi(values.at(code), code)
            .ifPresent(
                kpi -> {
                  Amount amount = amount(values.at(code), kpi);
                  builder.value(path, kpi, amount.value, Unit.DECLARED, amount.quality);
                });
      }
    }
  }

  private void link(ScenarioNode node) {
    if (node.object("from", "to", "type")) {
      List<ElementPath> from = node.at("from").made(ElementPath::of);
      List<ElementPath> to = node.at("to").made(ElementPath::of);
      if (!from.isEmpty() && !to.isEmpty()) {
        to.forEach(path -> paths.add(path.text()));
        from.forEach(path -> paths.add(path.text()));
        String type = node.at("type").text("link");
        node.tried(() -> builder.link(from.get(0), to.get(0), type));
      }
    }
  }

  private void resource(ScenarioNode node) {
    if (!node.object(
        "element", "kind", "capacity", "load", "users", "sinr", "sharing", "queue", "radio")) {
      return;
    }
    Optional<ElementPath> element = element(node.at("element"));
    String kind = node.at("kind").word("link", List.of("link", "cell"));
    if (element.isEmpty()) {
      return;
    }
    Resource resource =
        kind.equals("cell") ? Resource.cell(element.get()) : Resource.link(element.get());
    if (node.has("capacity")) {
      builder.capacity(element.get(), amount(node.at("capacity"), Resource.CAPACITY).value);
    }
    resource = kpiOf(node.at("load")).map(resource::withLoad).orElse(resource);
    resource = kpiOf(node.at("users")).map(resource::withUsers).orElse(resource);
    resource = kpiOf(node.at("sinr")).map(resource::withSinr).orElse(resource);
    if (node.at("sharing").word("residual", List.of("residual", "equal")).equals("equal")) {
      resource = resource.withSharing(Sharing.EQUAL);
    }
    builder.resource(radio(node.at("radio"), queue(node.at("queue"), resource)));
  }

  private static Resource queue(ScenarioNode node, Resource resource) {
    if (!node.present() || !node.object("model", "places", "packetBytes")) {
      return resource;
    }
    String model = node.at("model").word("M/M/1", List.of("M/M/1", "M/M/1/K", "processor-sharing"));
    boolean limited = model.equals("M/M/1/K");
    if (limited != node.has("places")) {
      node.at("places").mistake(limited ? "is missing" : "belongs to model 'M/M/1/K' only");
    }
    double bytes = node.at("packetBytes").number();
    return node
        .tried(
            () ->
                resource.withQueue(
                    switch (model) {
                      case "M/M/1/K" -> QueueLaw.mm1k(Math.toIntExact(node.at("places").whole(1)));
                      case "processor-sharing" -> QueueLaw.processorSharing();
                      default -> QueueLaw.mm1();
                    },
                    Double.isNaN(bytes) ? 1 : bytes))
        .stream()
        .findFirst()
        .orElse(resource);
  }

  private static Resource radio(ScenarioNode node, Resource resource) {
    if (!node.present() || !node.object("bandwidthMHz", "layers", "mapping", "table")) {
      return resource;
    }
    String mapping = node.at("mapping").word("ns3", List.of("ns3", "awgn"));
    String table =
        node.at("table").word("TABLE_2", List.of("TABLE_1", "TABLE_2", "TABLE_3", "TABLE_4"));
    if (mapping.equals("awgn") && node.has("table")) {
      node.at("table").mistake("belongs to mapping 'ns3' only: 'awgn' is of TABLE_1");
    }
    SinrToCqi cqi =
        mapping.equals("awgn")
            ? SinrToCqi.awgnThresholds()
            : SinrToCqi.ns3(CqiTable.valueOf(table));
    double megahertz = node.at("bandwidthMHz").number();
    int layers = (int) Math.min(99, node.at("layers").whole(1));
    return Double.isNaN(megahertz)
        ? resource
        : node.tried(() -> resource.withRadio(new RadioLink(megahertz, layers, cqi))).stream()
            .findFirst()
            .orElse(resource);
  }

  private void service(ScenarioNode node) {
    if (node.isText()) {
      node.made(NamedService::of).forEach(service -> derive(service, service.output()));
      return;
    }
    if (node.object("model", "codec", "kpi", "inputs")) {
      for (NamedService service : node.at("model").made(NamedService::of)) {
        NamedService with =
            node.has("codec")
                ? node.at("codec").made(service::withCodec).stream().findFirst().orElse(service)
                : service;
        List<Kpi> inputs = new ArrayList<>();
        node.at("inputs").items().forEach(input -> kpiOf(input).ifPresent(inputs::add));
        NamedService from = node.has("inputs") ? with.withInputs(inputs) : with;
        derive(from, kpiOf(node.at("kpi")).orElse(from.output()));
      }
    }
  }

  private void derive(NamedService service, Kpi output) {
    builder.derive(output, service.model(), service.inputs().toArray(new Kpi[0]));
  }

  // ---- what is asked ------------------------------------------------------------------------

  private Optional<Change> change(ScenarioNode node) {
    if (node.has("outage")) {
      node.object("outage");
      return element(node.at("outage")).map(Change::outage);
    }
    if (node.has("moveUsers")) {
      node.object("moveUsers", "from", "to");
      double users = node.at("moveUsers").number();
      Optional<ElementPath> from = element(node.at("from"));
      Optional<ElementPath> to = element(node.at("to"));
      return from.isEmpty() || to.isEmpty() || Double.isNaN(users)
          ? Optional.empty()
          : node.tried(() -> Change.moveUsers(from.get(), to.get(), users)).stream().findFirst();
    }
    if (!node.object("element", "kpi", "set", "add", "scale", "unit")) {
      return Optional.empty();
    }
    Optional<Parameter> parameter = parameter(node);
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
    double amount = inUnitOf(node.at("unit"), parameter.get().kpi(), number);
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
        ? parameter(node).map(at -> Objective.kpi(at.element(), at.kpi()))
        : element(node.at("element")).map(Objective::score);
  }

  private Optional<WhatIfScenario.Range> range(ScenarioNode node, boolean cost) {
    boolean object =
        cost
            ? node.object("element", "kpi", "min", "max", "unitCost")
            : node.object("element", "kpi", "min", "max");
    if (!object) {
      return Optional.empty();
    }
    Optional<Parameter> parameter = parameter(node);
    if (parameter.isEmpty()) {
      return Optional.empty();
    }
    KpiDefinition definition = CATALOG.get(parameter.get().kpi());
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

  // ---- names and amounts --------------------------------------------------------------------

  private record Amount(double value, double quality) {}

  /** Reads a number in the indicator's unit, or an object of value, unit and quality. */
  private static Amount amount(ScenarioNode node, Kpi kpi) {
    if (!node.isObject()) {
      double value = node.number();
      return new Amount(Double.isNaN(value) ? 0 : value, 1);
    }
    node.object("value", "unit", "quality");
    double value = node.at("value").number();
    double quality = node.at("quality").number(1);
    if (!(quality >= 0 && quality <= 1)) {
      node.at("quality").mistake("must be from 0 to 1: " + quality);
      quality = 1;
    }
    return new Amount(Double.isNaN(value) ? 0 : inUnitOf(node.at("unit"), kpi, value), quality);
  }

  private static double inUnitOf(ScenarioNode node, Kpi kpi, double value) {
    if (!node.present()) {
      return value;
    }
    Unit own = CATALOG.get(kpi).unit();
    Unit unit = Unit.of(node.text(own.symbol()));
    if (!unit.convertsTo(own)) {
      node.mistake(
          "'%s' is not a unit of %s, which is in '%s' (%s)"
              .formatted(unit, kpi, own, own.quantity()));
      return value;
    }
    return unit.convert(value, own);
  }

  private Optional<Parameter> parameter(ScenarioNode node) {
    Optional<ElementPath> element = element(node.at("element"));
    Optional<Kpi> kpi =
        node.has("kpi") ? kpiOf(node.at("kpi")) : kpi(node.at("kpi"), node.at("kpi").text());
    return element.isEmpty() || kpi.isEmpty()
        ? Optional.empty()
        : Optional.of(Parameter.of(element.get(), kpi.get()));
  }

  /** Returns a declared element, or one above a declared one. */
  private Optional<ElementPath> element(ScenarioNode node) {
    List<ElementPath> path = node.made(ElementPath::of);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    boolean known = paths.stream().anyMatch(one -> path.get(0).contains(ElementPath.of(one)));
    if (!known) {
      node.mistake(
          "unknown element '%s'%s".formatted(path.get(0), Nearest.hint(path.get(0).text(), paths)));
      return Optional.empty();
    }
    return Optional.of(path.get(0));
  }

  private static Optional<Kpi> kpiOf(ScenarioNode node) {
    return node.present() ? kpi(node, node.text()) : Optional.empty();
  }

  private static Optional<Kpi> kpi(ScenarioNode node, String code) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = CATALOG.definitions().stream().map(one -> one.kpi().code()).toList();
    if (!known.contains(code)) {
      node.mistake("unknown KPI '%s'%s".formatted(code, Nearest.hint(code, known)));
      return Optional.empty();
    }
    return Optional.of(Kpi.of(code));
  }
}
