package dev.qoe.api.network;

import dev.qoe.api.access.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * The name of a network element: a tenant and a hierarchical name, written with slashes.
 *
 * <p>The text before the first slash is the tenant, all after it the name, from the whole to the
 * part: in {@code acme.ireland/cork/site-301/cell-19736841} the tenant is {@code acme.ireland} and
 * the element a cell of a site of an area. A tenant alone ({@code acme}) names the root of its
 * network. Segments hold any characters but slashes, blanks at their ends, control characters and
 * the wildcard {@code *}. Immutable.
 *
 * @param text the path as it is written, at most 1,000 characters
 * @since 0.1
 */
public record ElementPath(String text) implements Comparable<ElementPath> {

  private static final int MAX_LENGTH = 1_000;

  /**
   * Creates a path.
   *
   * @throws IllegalArgumentException if {@code text} breaks the syntax
   */
  public ElementPath {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "element path must have at most %d characters: it has %d"
              .formatted(MAX_LENGTH, text.length()));
    }
    for (int from = 0; from <= text.length(); ) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      if (!isSegment(text, from, to)) {
        throw new IllegalArgumentException(
            "element path must be tenant/name/name... without empty segments, blanks at their ends, control characters or '*': '%s' in '%s'"
                .formatted(text.substring(from, to), text));
      }
      from = to + 1;
    }
    new Tenant(text.substring(0, endOfTenant(text)));
  }

  /** Returns the path written as {@code text}. */
  public static ElementPath of(String text) {
    return new ElementPath(text);
  }

  /** Returns the root of a tenant's network. */
  public static ElementPath root(Tenant tenant) {
    return new ElementPath(tenant.name());
  }

  /** Returns whose element it is. */
  public Tenant tenant() {
    return new Tenant(text.substring(0, endOfTenant(text)));
  }

  /** Returns the last segment, for example {@code cell-19736841}. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Returns the path above this one; empty for the root of a tenant. */
  public Optional<ElementPath> parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new ElementPath(text.substring(0, slash)));
  }

  /**
   * Returns the path one step below this one.
   *
   * @throws IllegalArgumentException if {@code segment} breaks the syntax
   */
  public ElementPath child(String segment) {
    if (segment.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "one segment of an element path must not hold a slash: '" + segment + "'");
    }
    return new ElementPath(text + "/" + segment);
  }

  /** Returns the number of steps below the root, 0 for the root. */
  public int depth() {
    return (int) text.chars().filter(c -> c == '/').count();
  }

  /** Returns the tenant and all segments, in order. */
  public List<String> segments() {
    return List.of(text.split("/", -1));
  }

  /** Returns whether {@code other} is this path or lies below it. */
  public boolean contains(ElementPath other) {
    return other.text.equals(text)
        || (other.text.startsWith(text) && other.text.charAt(text.length()) == '/');
  }

  @Override
  public int compareTo(ElementPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isSegment(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '*' || Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return from < to
        && !Character.isSpaceChar(text.charAt(from))
        && !Character.isSpaceChar(text.charAt(to - 1));
  }

  private static int endOfTenant(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text.length() : slash;
  }
}
