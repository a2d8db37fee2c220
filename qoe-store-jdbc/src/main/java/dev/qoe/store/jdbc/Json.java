package dev.qoe.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lists and maps as JSON text; every field is named by hand, so that a name never changes. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON could not be written: " + node, e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column of JSON text holds something else: " + text, e);
    }
  }

  static <T> String list(Collection<T> list, Function<T, JsonNode> writer) {
    ArrayNode array = array();
    list.forEach(item -> array.add(writer.apply(item)));
    return text(array);
  }

  static <T> List<T> list(String text, Function<JsonNode, T> reader) {
    List<T> list = new ArrayList<>();
    parse(text).forEach(node -> list.add(reader.apply(node)));
    return list;
  }

  static String strings(Collection<?> list) {
    return list(list, item -> JsonNodeFactory.instance.textNode(item.toString()));
  }

  static String map(Map<String, String> map) {
    ObjectNode object = object();
    map.forEach(object::put);
    return text(object);
  }

  static Map<String, String> map(String text) {
    Map<String, String> map = new TreeMap<>();
    parse(text).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  /** Puts a number; NaN becomes null, what is infinite a string. */
  static ObjectNode put(ObjectNode object, String field, double number) {
    return Double.isNaN(number) ? object.putNull(field) : object.put(field, number);
  }

  /** Returns a number that was written by {@link #put}. */
  static double number(JsonNode object, String field) {
    JsonNode node = object.required(field);
    if (node.isNull()) {
      return Double.NaN;
    }
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  static String string(JsonNode object, String field) {
    return object.required(field).textValue();
  }
}
