package dev.qoe.core.rule;

import dev.qoe.api.network.NetworkElement;
import java.util.regex.Pattern;

/**
 * Which elements a rule watches: those of a type, or those whose path matches a pattern.
 *
 * <p>In a pattern {@code *} stands for anything within a segment and {@code **} for any number of
 * segments. Immutable.
 *
 * @param type the type of element, or {@code *} for any
 * @param path the pattern of paths
 * @since 0.1
 */
public record Selector(String type, String path) {

  /** Returns a selector of the elements of a type. */
  public static Selector ofType(String type) {
    return new Selector(type, "**");
  }

  /** Returns a selector of the elements whose path matches a pattern. */
  public static Selector ofPath(String pattern) {
    return new Selector("*", pattern);
  }

  /** Returns whether a rule with this selector watches {@code element}. */
  public boolean matches(NetworkElement element) {
    return (type.equals("*") || type.equals(element.type()))
        && (path.equals("**") || pattern().matcher(element.path().text()).matches());
  }

  private Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    for (String part : path.split("(?<=\\*\\*)|(?=\\*\\*)", -1)) {
      if (part.equals("**")) {
        regex.append(".*");
      } else {
        for (String piece : part.split("(?<=\\*)|(?=\\*)", -1)) {
          regex.append(piece.equals("*") ? "[^/]*" : Pattern.quote(piece));
        }
      }
    }
    return Pattern.compile(regex.toString());
  }
}
