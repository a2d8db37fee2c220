package dev.qoe.core.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.json.QoeJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes a network of JSON objects and collects their mistakes. Confine to one thread. */
final class TopologyReader {

  static final List<String> ELEMENT_FIELDS =
      List.of(
          "path",
          "displayName",
          "type",
          "domain",
          "subdomain",
          "protocolLayer",
          "address",
          "geometry",
          "latitude",
          "longitude",
          "status",
          "weight",
          "expectedKpis",
          "labels",
          "createdAt",
          "updatedAt",
          "lastSeenAt");
  private static final List<String> LINK_FIELDS = List.of("from", "to", "type");

  private final Map<ElementPath, NetworkElement> elements = new LinkedHashMap<>();
  private final Map<ElementPath, String> places = new TreeMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  /** Returns the network, or throws with all mistakes. */
  Topology result(String name) {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(name, problems);
    }
    return new Topology(List.copyOf(elements.values()), List.copyOf(links));
  }

  void problem(String problem) {
    problems.add(problem);
  }

  void topology(JsonNode root) {
    if (!root.isObject()) {
      problem("a network must be an object with elements and links: " + shown(root));
      return;
    }
    unknown(root, List.of("elements", "links"), "");
    each(root, "elements", this::element);
    each(root, "links", this::link);
  }

  /** Takes the elements or links of a list, each with its place. */
  private void each(JsonNode root, String field, Taker taker) {
    JsonNode list = root.path(field);
    if (!list.isMissingNode() && !list.isArray()) {
      problem("%s must be a list: %s".formatted(field, shown(list)));
    }
    for (int i = 0; i < list.size() && list.isArray(); i++) {
      String at = "%s[%d]".formatted(field, i);
      if (list.get(i).isObject()) {
        taker.take(list.get(i), at);
      } else {
        problem("%s must be an object: %s".formatted(at, shown(list.get(i))));
      }
    }
  }

  @FunctionalInterface
  private interface Taker {
    void take(JsonNode node, String at);
  }

  void element(JsonNode node, String at) {
    unknown(node, ELEMENT_FIELDS, at);
    Optional<ElementPath> path = required(node, "path", at, ElementPath.class);
    Optional<String> type = required(node, "type", at, String.class);
    NetworkElement.Builder builder =
        NetworkElement.builder(path.orElse(ElementPath.of("unnamed")), type.orElse("element"));
    optional(node, "displayName", at, String.class).ifPresent(builder::displayName);
    optional(node, "domain", at, Domain.class).ifPresent(builder::domain);
    optional(node, "subdomain", at, String.class).ifPresent(builder::subdomain);
    optional(node, "protocolLayer", at, String.class).ifPresent(builder::protocolLayer);
    optional(node, "address", at, String.class).ifPresent(builder::address);
    optional(node, "status", at, ElementStatus.class).ifPresent(builder::status);
    optional(node, "weight", at, Double.class).ifPresent(builder::weight);
    optional(node, "expectedKpis", at, Kpi[].class)
        .ifPresent(kpis -> builder.expectedKpis(new LinkedHashSet<>(List.of(kpis))));
    optional(node, "createdAt", at, Instant.class).ifPresent(builder::createdAt);
    optional(node, "updatedAt", at, Instant.class).ifPresent(builder::updatedAt);
    optional(node, "lastSeenAt", at, Instant.class).ifPresent(builder::lastSeenAt);
    labels(node.path("labels"), at + ".labels", builder::labels);
    geometry(node, at, builder::geometry);
    try {
      NetworkElement element = builder.build();
      path.ifPresent(declared -> add(element, at));
    } catch (IllegalArgumentException e) {
      problem(at + ": " + e.getMessage());
    }
  }

  private void add(NetworkElement element, String at) {
    String first = places.putIfAbsent(element.path(), at);
    if (first == null) {
      elements.put(element.path(), element);
    } else {
      problem(
          "%s.path: '%s' is already that of %s; a path names one element"
              .formatted(at, element.path(), first));
    }
  }

  private void labels(JsonNode node, String at, Consumer<Map<String, String>> target) {
    if (node.isMissingNode()) {
      return;
    }
    if (!node.isObject()) {
      problem("%s must be an object of texts: %s".formatted(at, shown(node)));
      return;
    }
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : node.properties()) {
      if (label.getValue().isTextual()) {
        labels.put(label.getKey(), label.getValue().textValue());
      } else {
        problem("%s.%s must be a text: %s".formatted(at, label.getKey(), shown(label.getValue())));
      }
    }
    target.accept(labels);
  }

  /** The place of an element: any geometry, or a point as latitude and longitude. */
  private void geometry(JsonNode node, String at, Consumer<Geometry> target) {
    optional(node, "geometry", at, Geometry.class).ifPresent(target);
    if (!node.has("latitude") && !node.has("longitude")) {
      return;
    }
    if (node.has("geometry")) {
      problem(at + ": geometry and latitude with longitude exclude each other; leave one out");
    }
    Optional<Double> latitude = required(node, "latitude", at, Double.class);
    Optional<Double> longitude = required(node, "longitude", at, Double.class);
    if (latitude.isPresent() && longitude.isPresent()) {
      try {
        target.accept(Geometry.at(latitude.get(), longitude.get()));
      } catch (IllegalArgumentException e) {
        problem(at + ": " + e.getMessage());
      }
    }
  }

  private void link(JsonNode node, String at) {
    unknown(node, LINK_FIELDS, at);
    Optional<ElementPath> from = end(node, "from", at);
    Optional<ElementPath> to = end(node, "to", at);
    Optional<String> type = required(node, "type", at, String.class);
    if (from.isEmpty() || to.isEmpty() || type.isEmpty()) {
      return;
    }
    try {
      Link link = new Link(from.get(), to.get(), type.get());
      if (!links.add(link)) {
        problem("%s: the same link stands there before; leave one out".formatted(at));
      }
    } catch (IllegalArgumentException e) {
      problem(at + ": " + e.getMessage());
    }
  }

  private Optional<ElementPath> end(JsonNode node, String field, String at) {
    Optional<ElementPath> end = required(node, field, at, ElementPath.class);
    end.filter(path -> !places.containsKey(path))
        .ifPresent(
            path ->
                problem(
                    "%s.%s: element '%s' is not declared%s"
                        .formatted(
                            at,
                            field,
                            path,
                            Nearest.hint(
                                path.text(),
                                places.keySet().stream().map(ElementPath::text).toList()))));
    return end;
  }

  private <T> Optional<T> required(JsonNode node, String field, String at, Class<T> type) {
    if (!node.has(field)) {
      problem("%s.%s is missing".formatted(at, field));
    }
    return optional(node, field, at, type);
  }

  private <T> Optional<T> optional(JsonNode node, String field, String at, Class<T> type) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(QoeJson.read(value.toString(), type));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      boolean told = !value.asText().isEmpty() && message.contains(value.asText());
      problem("%s.%s: %s%s".formatted(at, field, message, told ? "" : ": " + shown(value)));
      return Optional.empty();
    }
  }

  private void unknown(JsonNode node, List<String> known, String at) {
    for (String field : (Iterable<String>) node::fieldNames) {
      if (!known.contains(field)) {
        problem(
            "%s%s%s is not known%s"
                .formatted(at, at.isEmpty() ? "" : ".", field, Nearest.hint(field, known)));
      }
    }
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
