package dev.qoe.api.spi;

import dev.qoe.api.network.ElementPath;
import java.util.Map;

/**
 * What a collector reads: an element, and where it is reached.
 *
 * <p>Immutable.
 *
 * @param element the element on whose behalf is read
 * @param address where it is reached: a host, a file, a topic; may be empty
 * @param labels free names and values from the configuration
 * @since 0.1
 */
public record Target(ElementPath element, String address, Map<String, String> labels) {

  /** Creates a target; the map is copied. */
  public Target {
    labels = Map.copyOf(labels);
  }

  /** Returns a target without labels. */
  public static Target of(ElementPath element, String address) {
    return new Target(element, address, Map.of());
  }
}
