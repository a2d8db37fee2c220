package dev.qoe.plugin.snmp;

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

  private Template() {}

  /** Returns the name with its places filled, and what a path cannot hold replaced by '-'. */
  static String fill(String template, Function<String, String> column) {
    String filled =
        PLACE
            .matcher(template)
            .replaceAll(place -> Matcher.quoteReplacement(first(place.group(1), column)));
    return segment(filled);
  }

  /** Returns a text as a segment of an element's path can hold it. */
  static String segment(String text) {
    String plain = EDGE.matcher(FORBIDDEN.matcher(text).replaceAll("-")).replaceAll("");
    String fit = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    String whole = EDGE.matcher(fit).replaceAll("");
    return whole.isEmpty() ? "-" : whole;
  }

  private static String first(String names, Function<String, String> column) {
    for (String name : names.split("\\|", -1)) {
      String text = column.apply(name.strip());
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }
}
