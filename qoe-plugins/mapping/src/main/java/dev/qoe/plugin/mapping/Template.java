package dev.qoe.plugin.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in, such as <code>acme/{site}/{cell}</code>.
 *
 * <p>What fills <code>{name}</code> may hold no slash, so that a device cannot name an element
 * elsewhere; what fills <code>{name+}</code> may. Immutable.
 *
 * @since 0.1
 */
public final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)(\\+?)\\}");

  /** A piece of the text: literal, or a place to fill in. */
  private record Part(String text, boolean place, boolean slashes) {}

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * Returns a template.
   *
   * @throws IllegalArgumentException if {@code text} has a brace that belongs to no place
   */
  public static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher places = PLACE.matcher(text);
    int end = 0;
    while (places.find()) {
      literal(text, text.substring(end, places.start()), parts);
      parts.add(new Part(places.group(1), true, !places.group(2).isEmpty()));
      end = places.end();
    }
    literal(text, text.substring(end), parts);
    return new Template(text, List.copyOf(parts));
  }

  private static void literal(String text, String piece, List<Part> parts) {
    if (piece.indexOf('{') >= 0 || piece.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "template '%s' must have braces only around names, as in {site}".formatted(text));
    }
    if (!piece.isEmpty()) {
      parts.add(new Part(piece, false, false));
    }
  }

  /** Returns the names of the places, in order. */
  public List<String> names() {
    return parts.stream().filter(Part::place).map(Part::text).toList();
  }

  /**
   * Returns the text with every place filled in.
   *
   * @param values gives what fills a place, by its name
   * @throws IllegalArgumentException if there is nothing to fill a place, or it holds a slash and
   *     must not
   */
  public String fill(Function<String, Optional<String>> values) {
    if (parts.size() == 1 && !parts.get(0).place()) {
      return text;
    }
    StringBuilder filled = new StringBuilder(text.length() + 32);
    for (Part part : parts) {
      filled.append(part.place() ? value(part, values) : part.text());
    }
    return filled.toString();
  }

  private String value(Part part, Function<String, Optional<String>> values) {
    String value =
        values
            .apply(part.text())
            .filter(found -> !found.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no '%s' to fill in '%s'".formatted(part.text(), text)));
    if (!part.slashes() && value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "'%s' for '%s' must hold no slash, or the place be written {%s+}"
              .formatted(value, part.text(), part.text()));
    }
    return value;
  }

  /** Returns the text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
