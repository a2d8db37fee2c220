package dev.qoe.plugin.pm;

import dev.qoe.api.network.ElementPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How objects of a network are called as elements: by a template such as {@code
 * {element}/{ManagedElement}/{NRCellDU|NRCellCU}}.
 *
 * <p>{@code {element}} is the element of the target, {@code {dn}} the object's name, a segment for
 * each part, {@code {sender}}, {@code {vendor}} and {@code {prefix}} stand in the header; any other
 * word is a class of objects, of which {@code |} gives others to try. A segment for which there is
 * nothing is left out. Immutable.
 */
final class ElementNames {

  private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final String ELEMENT = "{element}";

  private final List<String> segments;

  private ElementNames(List<String> segments) {
    this.segments = segments;
  }

  /**
   * Returns the names that a template gives.
   *
   * @throws IllegalArgumentException if it does not begin with {@code {element}} or has a hole that
   *     is no word
   */
  static ElementNames of(String template) {
    List<String> segments = List.of(template.split("/", -1));
    if (!segments.get(0).equals(ELEMENT)) {
      throw new IllegalArgumentException("it must begin with {element}: '" + template + "'");
    }
    for (String segment : segments) {
      Matcher hole = HOLE.matcher(segment);
      while (hole.find()) {
        for (String word : hole.group(1).split("\\|", -1)) {
          if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                "'{%s}' must name classes of objects: '%s' (example: {NRCellDU|NRCellCU})"
                    .formatted(hole.group(1), template));
          }
        }
      }
      String plain = hole.replaceAll("");
      if (segment.isEmpty() || plain.indexOf('{') >= 0 || plain.indexOf('}') >= 0) {
        throw new IllegalArgumentException(
            "it must be segments with {words} in them: '%s'".formatted(template));
      }
    }
    return new ElementNames(segments.subList(1, segments.size()));
  }

  /**
   * Returns what an object is called.
   *
   * @param root the element of the target
   * @throws IllegalArgumentException if that is too long for a path
   */
  ElementPath path(ElementPath root, PmHeader header, DistinguishedName object) {
    StringBuilder path = new StringBuilder(root.text());
    for (String segment : segments) {
      if (segment.equals("{dn}")) {
        object.parts().forEach(part -> path.append('/').append(clean(part.toString())));
        continue;
      }
      Optional<String> filled = filled(segment, header, object);
      filled.ifPresent(text -> path.append('/').append(clean(text)));
    }
    return ElementPath.of(path.toString());
  }

  /** Returns a segment with its holes filled; empty if there is nothing for any of them. */
  private static Optional<String> filled(
      String segment, PmHeader header, DistinguishedName object) {
    Matcher hole = HOLE.matcher(segment);
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (hole.find()) {
      Optional<String> value = Optional.empty();
      for (String word : hole.group(1).split("\\|", -1)) {
        value = value.or(() -> value(word, header, object));
      }
      if (value.isEmpty() || value.get().isEmpty()) {
        return Optional.empty();
      }
      text.append(segment, from, hole.start()).append(value.get());
      from = hole.end();
    }
    return Optional.of(text.append(segment.substring(from)).toString());
  }

  private static Optional<String> value(String word, PmHeader header, DistinguishedName object) {
    return switch (word) {
      case "sender" -> Optional.of(header.sender());
      case "vendor" -> Optional.of(header.vendor());
      case "prefix" -> Optional.of(header.dnPrefix());
      default -> object.value(word);
    };
  }

  /** Returns a text as a segment of a path can be. */
  private static String clean(String text) {
    return isClean(text) ? text : cleaned(text);
  }

  private static boolean isClean(String text) {
    int length = text.length();
    if (length == 0 || text.charAt(0) <= ' ' || text.charAt(length - 1) <= ' ') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '*' || c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.strip()
        .codePoints()
        .forEach(
            c -> {
              if (c == '/') {
                clean.append('|');
              } else if (c == '*' || Character.isISOControl(c)) {
                clean.append('_');
              } else {
                clean.appendCodePoint(c);
              }
            });
    String segment = clean.toString().replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    return segment.isEmpty() ? "_" : segment;
  }
}
