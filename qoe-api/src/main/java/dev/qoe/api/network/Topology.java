package dev.qoe.api.network;

import java.util.List;

/**
 * A network: its elements and the links between them.
 *
 * <p>Containment is in the elements' paths. Immutable.
 *
 * @param elements the declared elements
 * @param links the connections between elements
 * @since 0.1
 */
public record Topology(List<NetworkElement> elements, List<Link> links) {

  /** Creates a network; the lists are copied. */
  public Topology {
    elements = List.copyOf(elements);
    links = List.copyOf(links);
  }

  /** Returns a network of nothing. */
  public static Topology empty() {
    return new Topology(List.of(), List.of());
  }
}
