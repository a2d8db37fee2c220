package dev.qoe.plugin.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * HTML under construction, which is well-formed XML too.
 *
 * <p>Every text and attribute value is escaped; names of elements and attributes are this
 * renderer's own. Confine to one thread.
 */
final class Markup {

  private static final Set<String> LINES =
      Set.of("article", "div", "dd", "figure", "h2", "h3", "li", "ol", "p", "section", "tr", "ul");

  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are given as name, value, name, value. */
  void open(String name, String... attributes) {
    start(name, attributes);
    out.append('>');
    open.push(name);
  }

  /** Closes the element opened last. */
  void close() {
    String name = open.pop();
    out.append("</").append(name).append('>');
    if (LINES.contains(name)) {
      out.append('\n');
    }
  }

  /** Writes an element that holds only text. */
  void element(String name, String text, String... attributes) {
    open(name, attributes);
    text(text);
    close();
  }

  /** Writes an element that never holds anything. */
  void empty(String name, String... attributes) {
    start(name, attributes);
    out.append("/>");
  }

  /** Writes text. */
  void text(String text) {
    escape(text);
  }

  /** Writes markup, style or script of this renderer's own as it stands. */
  void own(String trusted) {
    out.append(trusted);
  }

  /** Returns all that was written; every element must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return out.toString();
  }

  private void start(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
              }
            });
  }

  /** Returns whether XML 1.0, production 2, has the character; C1 controls are refused too. */
  private static boolean allowed(int c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
