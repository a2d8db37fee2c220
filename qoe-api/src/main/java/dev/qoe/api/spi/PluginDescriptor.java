package dev.qoe.api.spi;

import dev.qoe.api.internal.Checks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a plugin is of which no more needs to be said than its type, its purpose and its options.
 *
 * <p>Immutable.
 *
 * @param type the name by which configurations call it, for example {@code email}
 * @param help what it does, in a sentence
 * @param settings its options
 * @since 0.1
 */
public record PluginDescriptor(String type, String help, List<Setting<?>> settings)
    implements Descriptor {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * Creates a descriptor; the list is copied.
   *
   * @throws IllegalArgumentException if the type breaks the syntax, the help is blank
   */
  public PluginDescriptor {
    Checks.matches(type, TYPE, "type of a plugin", "small letters, digits and '-'");
    Checks.notBlank(help, "help of plugin '" + type + "'");
    settings = List.copyOf(settings);
  }

  /** Returns a descriptor. */
  public static PluginDescriptor of(String type, String help, List<Setting<?>> settings) {
    return new PluginDescriptor(type, help, settings);
  }
}
