package dev.qoe.core.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.json.QoeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Networks as JSON files that people write: what is left out has its default.
 *
 * <pre>
 * {"elements": [
 *   {"path": "acme/cork/site-301", "type": "site", "latitude": 51.9, "longitude": -8.45},
 *   {"path": "acme/cork/site-301/cell-1", "type": "cell", "weight": 2, "expectedKpis": ["TRN_LOSS"]},
 *   {"path": "acme/cork/router-7", "type": "router", "domain": "TRANSPORT"}],
 *  "links": [
 *   {"from": "acme/cork/site-301", "to": "acme/cork/router-7", "type": "backhaul"}]}
 * </pre>
 *
 * <p>Only path and type of an element must be given. Elements that merely contain others need not
 * be declared. Thread-safe.
 *
 * @since 0.1
 */
public final class TopologyJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TopologyJson() {}

  /**
   * Returns the network in a file.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static Topology read(Path file) throws IOException {
    return parse(Files.readString(file), String.valueOf(file.getFileName()));
  }

  /**
   * Returns the network in a text.
   *
   * @param name what messages call the text
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static Topology parse(String text, String name) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          name,
          List.of(
              "line %d, column %d is not JSON: %s"
                  .formatted(
                      e.getLocation().getLineNr(),
                      e.getLocation().getColumnNr(),
                      e.getOriginalMessage())));
    }
    TopologyReader reader = new TopologyReader();
    reader.topology(root);
    return reader.result(name);
  }

  /**
   * Writes a network to a file; what has its default is left out.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Topology topology, Path file) throws IOException {
    Files.writeString(file, format(topology));
  }

  /** Returns a network as it stands in a file; what has its default is left out. */
  public static String format(Topology topology) {
    ObjectNode root = JSON.createObjectNode();
    topology.elements().forEach(element -> root.withArray("elements").add(node(element)));
    topology.links().forEach(link -> root.withArray("links").add(node(link)));
    try {
      DefaultPrettyPrinter layout =
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
      return JSON.writer(layout).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** The fields of an element that differ from what a builder would make of path and type. */
  private static ObjectNode node(NetworkElement element) {
    ObjectNode full = QoeJson.mapper().valueToTree(element);
    ObjectNode defaults =
        QoeJson.mapper()
            .valueToTree(NetworkElement.builder(element.path(), element.type()).build());
    ObjectNode node = JSON.createObjectNode();
    for (String field : TopologyReader.ELEMENT_FIELDS) {
      JsonNode value = full.get(field);
      boolean identity = field.equals("path") || field.equals("type");
      if (value != null && (identity || !value.equals(defaults.get(field)))) {
        node.set(field, value);
      }
    }
    if (element.geometry() instanceof Geometry.Point at) {
      node.remove("geometry");
      node.put("latitude", at.point().latitude());
      node.put("longitude", at.point().longitude());
    }
    return node;
  }

  private static ObjectNode node(Link link) {
    return JSON.createObjectNode()
        .put("from", link.from().text())
        .put("to", link.to().text())
        .put("type", link.type());
  }
}
