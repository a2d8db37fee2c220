package dev.qoe.plugin.host;

import dev.qoe.api.spi.Setting;
import java.util.List;

/**
 * One thing that a plugin offers.
 *
 * <p>Immutable.
 *
 * @param kind what it extends
 * @param type the name by which configurations call it
 * @param help what it does, in a sentence
 * @param settings its options
 * @since 0.1
 */
public record Extension(ExtensionKind kind, String type, String help, List<Setting<?>> settings) {

  /** Creates an extension; the list is copied. */
  public Extension {
    settings = List.copyOf(settings);
  }

  /** Returns whether only one of the two can be offered: their types are the same. */
  boolean rivals(Extension other) {
    return kind.room().equals(other.kind.room()) && type.equals(other.type);
  }
}
