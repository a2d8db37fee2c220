package dev.qoe.plugin.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an element with places for columns: <code>port-{ifName|ifDescr|index}</code> takes
 * the first that is not empty.
 *
 * <p>Immutable.
 */
final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)\\}");
  private static final Pattern FORBIDDEN = Pattern.compile("[/*\\p{Cc}]+");
  private static final Pattern EDGE = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
  private static final int LONGEST = 200;

  private final List<String> texts = new ArrayList<>();
  private final List<List<String>> places = new ArrayList<>();

  private Template(String template) {
    Matcher place = PLACE.matcher(template);
    int from = 0;
    while (place.find()) {
      texts.add(template.substring(from, place.start()));
      places.add(Arrays.stream(place.group(1).split("\\|", -1)).map(String::strip).toList());
      from = place.end();
    }
    texts.add(template.substring(from));
  }

  /** Returns the template that a text is. */
  static Template of(String text) {
    return new Template(text);
  }

  /** Whether it names nothing. */
  boolean isEmpty() {
    return places.isEmpty() && texts.get(0).isEmpty();
  }

  /** Returns the name with its places filled; a {@link #segment} of a path is still to be made. */
  String fill(Function<String, String> column) {
    StringBuilder filled = new StringBuilder(texts.get(0));
    for (int i = 0; i < places.size(); i++) {
      filled.append(first(places.get(i), column)).append(texts.get(i + 1));
    }
    return filled.toString();
  }

  /**
   * Returns a text as a segment of an element's path can hold it: what it cannot hold is replaced
   * by '-'.
   */
  static String segment(String text) {
    String plain = EDGE.matcher(FORBIDDEN.matcher(text).replaceAll("-")).replaceAll("");
    String fit = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    String whole = EDGE.matcher(fit).replaceAll("");
    return whole.isEmpty() ? "-" : whole;
  }

  private static String first(List<String> names, Function<String, String> column) {
    for (String name : names) {
      String text = column.apply(name);
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }
}
