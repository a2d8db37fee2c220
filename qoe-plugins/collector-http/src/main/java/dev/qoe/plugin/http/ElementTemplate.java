package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the parts of an answer are called as elements, for example <code>{element}/{/site}</code>.
 *
 * <p>What stands in braces is looked up: {@code element} is the element of the target, anything
 * else a JSON pointer, a column or a label. Immutable.
 */
final class ElementTemplate {

  private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)\\}");
  private static final String ELEMENT = "{element}";

  private final String text;

  private ElementTemplate(String text) {
    this.text = text;
  }

  /**
   * Returns a template.
   *
   * @throws IllegalArgumentException if it does not begin with {@code {element}}
   */
  static ElementTemplate of(String text) {
    boolean rooted = text.equals(ELEMENT) || text.startsWith(ELEMENT + "/");
    String plain = HOLE.matcher(text).replaceAll("x");
    if (!rooted || plain.endsWith("/") || plain.indexOf('{') >= 0 || plain.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "it must be {element}, or begin with {element}/: '%s' (example: {element}/{cell})"
              .formatted(text));
    }
    return new ElementTemplate(text);
  }

  /**
   * Returns the element; empty if something that it is named by is not there.
   *
   * @param lookup what a word stands for
   * @throws IllegalArgumentException if it is too long for a path
   */
  Optional<ElementPath> path(ElementPath root, Function<String, Optional<String>> lookup) {
    if (text.equals(ELEMENT)) {
      return Optional.of(root);
    }
    Matcher hole = HOLE.matcher(text.substring(ELEMENT.length()));
    StringBuilder path = new StringBuilder(root.text());
    String rest = text.substring(ELEMENT.length());
    int from = 0;
    while (hole.find()) {
      Optional<String> value = lookup.apply(hole.group(1));
      if (value.isEmpty() || value.get().isBlank()) {
        return Optional.empty();
      }
      path.append(rest, from, hole.start()).append(clean(value.get()));
      from = hole.end();
    }
    return Optional.of(ElementPath.of(path.append(rest.substring(from)).toString()));
  }

  /** Returns a text as a segment of a path can be. */
  private static String clean(String value) {
    return value
        .replace('/', '|')
        .replaceAll("[*\\p{Cc}]", "_")
        .replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
  }
}
