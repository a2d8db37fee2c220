package dev.qoe.plugin.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that a mapping wants of JSON, each found by a path such as {@code $.radio[0].rssi}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class JsonFields {

  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]'\"]+)|\\[(\\d+)\\]|\\[(?:'([^']*)'|\"([^\"]*)\")\\]");

  private final List<JsonPointer> pointers;

  private JsonFields(List<JsonPointer> pointers) {
    this.pointers = pointers;
  }

  /**
   * Returns the fields at {@code paths}.
   *
   * @throws IllegalArgumentException if a path cannot be read
   */
  public static JsonFields of(List<String> paths) {
    return new JsonFields(paths.stream().map(JsonFields::pointer).toList());
  }

  /**
   * Returns where a path points: names after dots or in {@code ['...']}, numbers in {@code [...]}.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public static JsonPointer pointer(String path) {
    String rest = path.startsWith("$") ? path.substring(1) : path;
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(rest);
    while (!rest.isEmpty() && step.lookingAt()) {
      String name = step.group(1) != null ? step.group(1) : step.group(2);
      if (name == null) {
        name = step.group(3) != null ? step.group(3) : String.valueOf(step.group(4));
      }
      steps.add(name.replace("~", "~0").replace("/", "~1"));
      rest = rest.substring(step.end());
      step.reset(rest);
    }
    if (!rest.isEmpty() || path.isEmpty()) {
      throw new IllegalArgumentException(
          "path must be written like $.radio[0].rssi or $['a name']: '%s'".formatted(path));
    }
    return JsonPointer.compile(steps.isEmpty() ? "" : "/" + String.join("/", steps));
  }

  /** Returns the fields as texts, in the order of the paths; "" for one that is not there. */
  public String[] read(JsonNode record) {
    String[] texts = new String[pointers.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(record.at(pointers.get(i)));
    }
    return texts;
  }

  /** Returns a value as text: "" if there is none, 1 and 0 for true and false. */
  public static String text(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue() ? "1" : "0";
    }
    return node.isMissingNode() || node.isNull()
        ? ""
        : node.isValueNode() ? node.asText() : node.toString();
  }
}
