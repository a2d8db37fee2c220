package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.radio.CqiTable;
import dev.qoe.core.radio.SinrToCqi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reader of a scenario's network. Confine to one thread. */
final class ScenarioNetwork {

  private final NetworkStateBuilder builder;
  private final ScenarioNames names;

  ScenarioNetwork(NetworkStateBuilder builder, ScenarioNames names) {
    this.builder = builder;
    this.names = names;
  }

  void read(ScenarioNode root) {
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
    Map<Kpi, ScenarioNames.Amount> values = values(node.at("values"));
    for (ElementPath path : node.at("path").made(ElementPath::of)) {
      names.add(path);
      NetworkElement.Builder element =
          NetworkElement.builder(path, node.at("type").text("element"))
              .displayName(node.at("name").text(path.name()))
              .weight(node.at("weight").number(1));
      node.at("weight").tried(element::build).forEach(builder::element);
      values.forEach(
          (kpi, amount) ->
              builder.value(path, kpi, amount.value(), Unit.DECLARED, amount.quality()));
    }
  }

  private static Map<Kpi, ScenarioNames.Amount> values(ScenarioNode node) {
    if (node.present() && !node.isObject()) {
      node.mistake("must be an object of KPI codes and values");
    }
    Map<Kpi, ScenarioNames.Amount> values = new LinkedHashMap<>();
    for (String code : node.fields()) {
      ScenarioNames.kpi(node.at(code), code)
          .ifPresent(kpi -> values.put(kpi, ScenarioNames.amount(node.at(code), kpi)));
    }
    return values;
  }

  private void link(ScenarioNode node) {
    if (node.object("from", "to", "type")) {
      List<ElementPath> from = node.at("from").made(ElementPath::of);
      List<ElementPath> to = node.at("to").made(ElementPath::of);
      if (!from.isEmpty() && !to.isEmpty()) {
        to.forEach(names::add);
        from.forEach(names::add);
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
    Optional<ElementPath> element = names.element(node.at("element"));
    String kind = node.at("kind").word("link", List.of("link", "cell"));
    if (element.isEmpty()) {
      return;
    }
    Resource resource =
        kind.equals("cell") ? Resource.cell(element.get()) : Resource.link(element.get());
    if (node.has("capacity")) {
      builder.capacity(
          element.get(), ScenarioNames.amount(node.at("capacity"), Resource.CAPACITY).value());
    }
    resource = ScenarioNames.kpiOf(node.at("load")).map(resource::withLoad).orElse(resource);
    resource = ScenarioNames.kpiOf(node.at("users")).map(resource::withUsers).orElse(resource);
    resource = ScenarioNames.kpiOf(node.at("sinr")).map(resource::withSinr).orElse(resource);
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
        node.at("inputs")
            .items()
            .forEach(input -> ScenarioNames.kpiOf(input).ifPresent(inputs::add));
        NamedService from = node.has("inputs") ? with.withInputs(inputs) : with;
        derive(from, ScenarioNames.kpiOf(node.at("kpi")).orElse(from.output()));
      }
    }
  }

  private void derive(NamedService service, Kpi output) {
    builder.derive(output, service.model(), service.inputs().toArray(new Kpi[0]));
  }
}
