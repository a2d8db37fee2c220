package dev.qoe.plugin.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration file, and where it stands: a text, a list, a map, or nothing.
 *
 * @param text the text; null if it is none
 * @param items the list; null if it is none
 * @param fields the map; null if it is none
 * @param line the line of its key, or its own, from 1
 * @param column the column of its key, or its own, from 1
 */
record Node(
    @Nullable String text,
    @Nullable List<Node> items,
    @Nullable Map<String, Node> fields,
    int line,
    int column) {

  /** Returns whether there is nothing. */
  boolean empty() {
    return text == null && items == null && fields == null;
  }

  /** Returns the value without its places: texts, lists and maps. */
  Object plain() {
    if (items != null) {
      return items.stream().filter(item -> !item.empty()).map(Node::plain).toList();
    }
    if (fields != null) {
      Map<String, Object> map = new LinkedHashMap<>();
      fields.forEach(
          (name, node) -> {
            if (!node.empty()) {
              map.put(name, node.plain());
            }
          });
      return map;
    }
    return text == null ? "" : text;
  }
}
