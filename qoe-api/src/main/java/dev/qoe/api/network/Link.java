package dev.qoe.api.network;

import dev.qoe.api.internal.Checks;

/**
 * A connection over which one element depends on another, for example a backhaul link.
 *
 * <p>Immutable.
 *
 * @param from the element that depends
 * @param to the element it depends on
 * @param type what kind of connection it is, for example {@code backhaul}
 * @since 0.1
 */
public record Link(ElementPath from, ElementPath to, String type) {

  /**
   * Creates a link.
   *
   * @throws IllegalArgumentException if both ends are the same, belong to tenants of which neither
   *     contains the other, or {@code type} is blank
   */
  public Link {
    Checks.notBlank(type, "type of the link from '" + from + "'");
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "link must join two elements: both ends are '" + from + "'");
    }
    if (!from.tenant().contains(to.tenant()) && !to.tenant().contains(from.tenant())) {
      throw new IllegalArgumentException(
          "link must not cross tenants: from '%s' to '%s'".formatted(from, to));
    }
  }
}
