package dev.qoe.plugin.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds measurements in JSON: in one document by pointers (RFC 6901), or in the forms that need
 * none, as a document, an array or lines.
 *
 * <p>Items are found by a pointer in which {@code *} stands for all fields or places: {@code
 * /sites/*}{@code /cells/*}. Pointers of values, names and times begin at the item; {@code {key}}
 * is its field. Immutable.
 */
final class JsonDecoder implements Decoder {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** A text whose first lines are all bad, so many, is not read on. */
  static final int HOPELESS = 1_000;

  /** Where in a document what is. */
  record Paths(String items, ElementTemplate element, String time, List<ValueRule> values) {}

  private final Paths paths;
  private final OwnForms forms;
  private final boolean lines;

  /**
   * Creates a decoder.
   *
   * @param lines whether each line is a document
   * @throws IllegalArgumentException if a pointer is none
   */
  JsonDecoder(Paths paths, boolean lines) {
    this.paths = paths;
    this.forms = new OwnForms(paths.values());
    this.lines = lines;
    if (!paths.items().isEmpty() && !paths.items().startsWith("/")) {
      throw new IllegalArgumentException(
          "'items' must be a JSON pointer: '%s' (example: /data/*)".formatted(paths.items()));
    }
    if (!paths.items().isEmpty()) {
      paths.values().forEach(rule -> JsonPointer.compile(rule.path()));
    }
    if (!paths.time().isEmpty()) {
      JsonPointer.compile(paths.time());
    }
  }

  @Override
  public int decode(String text, Origin origin, Sink to) throws PluginException {
    if (!lines) {
      return document(tree(text, origin.name()), origin.name(), origin, to);
    }
    return lines(text, origin, to);
  }

  private int lines(String text, Origin origin, Sink to) throws PluginException {
    String first = "";
    int bad = 0;
    int number = 0;
    int read = 0;
    int looked = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        String place = origin.name() + ":" + number;
        try {
          looked += document(tree(line, place), place, origin, to);
          read++;
        } catch (PluginException e) {
          to.reject("not-json", place, String.valueOf(e.getMessage()));
          first = bad == 0 ? String.valueOf(e.getMessage()) : first;
          if (++bad == HOPELESS && read == 0) {
            break;
          }
        }
      }
    }
    if (read == 0) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: none of its first %d lines is JSON; %s".formatted(origin.name(), number, first));
    }
    return looked;
  }

  /** Returns a text as JSON. */
  static JsonNode tree(String text, String place) throws PluginException {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new PluginException(
            ErrorKind.MALFORMED, place + ": it is empty, where JSON should be");
      }
      return tree;
    } catch (NumberFormatException e) { // a number with an exponent beyond all bounds
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: it is no JSON: %s".formatted(place, OwnForms.shown(String.valueOf(e.getMessage()))),
          e);
    } catch (JsonProcessingException e) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: it is no JSON: %s at line %d, column %d"
              .formatted(
                  place,
                  OwnForms.shown(e.getOriginalMessage()),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
          e);
    }
  }

  /** Returns how many items there were. */
  private int document(JsonNode document, String place, Origin origin, Sink to)
      throws PluginException {
    if (!paths.items().isEmpty()) {
      int found = items(document, paths.items(), "", place, origin, to);
      if (found == 0) {
        throw new PluginException(
            ErrorKind.MALFORMED,
            "%s: there is nothing at '%s' in %s"
                .formatted(place, paths.items(), OwnForms.shown(document)));
      }
      return found;
    }
    if (!document.isArray()) {
      forms.read(document, place, origin, to);
      return 1;
    }
    int i = 0;
    for (JsonNode one : document) {
      forms.read(one, place + "/" + i++, origin, to);
    }
    return i;
  }

  /** Walks to all items and reads them; returns how many there were. */
  private int items(JsonNode node, String path, String key, String place, Origin origin, Sink to) {
    if (path.isEmpty() || path.equals("/")) {
      item(node, key, place, origin, to);
      return 1;
    }
    int end = path.indexOf('/', 1);
    String segment = path.substring(1, end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end);
    if (!segment.equals("*")) {
      JsonNode next = node.at("/" + segment);
      return next.isMissingNode()
          ? 0
          : items(next, rest, segment, place + "/" + segment, origin, to);
    }
    int found = 0;
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String name = Integer.toString(i);
        found += items(node.get(i), rest, name, place + "/" + i, origin, to);
      }
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String name = field.getKey();
        found += items(field.getValue(), rest, name, place + "/" + name, origin, to);
      }
    }
    return node.isContainerNode() && node.isEmpty() ? 1 : found;
  }

  private void item(JsonNode item, String key, String place, Origin origin, Sink to) {
    try {
      Optional<ElementPath> element =
          paths
              .element()
              .path(
                  origin.root(), word -> word.equals("key") ? Optional.of(key) : text(item, word));
      if (element.isEmpty()) {
        to.reject("no-name", place, "what names the element is not there: " + OwnForms.shown(item));
        return;
      }
      Optional<Instant> time =
          paths.time().isEmpty()
              ? Optional.of(origin.now())
              : text(item, paths.time()).flatMap(Times::parse);
      if (time.isEmpty()) {
        to.reject(
            "bad-time",
            place,
            "there is no time at '%s': %s".formatted(paths.time(), OwnForms.shown(item)));
        return;
      }
      for (ValueRule rule : paths.values()) {
        value(item.at(rule.path()), rule, element.get(), time.get(), place, origin, to);
      }
    } catch (IllegalArgumentException e) {
      to.reject("bad-item", place, String.valueOf(e.getMessage()));
    }
  }

  private static void value(
      JsonNode node,
      ValueRule rule,
      ElementPath element,
      Instant time,
      String place,
      Origin origin,
      Sink to) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    try {
      Emission.value(element, rule, time, OwnForms.number(node, rule.path()), place, origin, to);
    } catch (IllegalArgumentException e) {
      to.reject("not-a-number", place, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> text(JsonNode item, String pointer) {
    JsonNode node = pointer.startsWith("/") ? item.at(pointer) : item.path(pointer);
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }
}
