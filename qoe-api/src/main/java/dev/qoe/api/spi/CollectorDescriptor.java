package dev.qoe.api.spi;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Kpi;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a collector is: its type, its options and what it can emit.
 *
 * <p>Immutable.
 *
 * @param type the name by which configurations call it, for example {@code snmp}
 * @param help what it does, in a sentence
 * @param settings its options
 * @param emits the indicators it can emit; empty if the configuration decides
 * @since 0.1
 */
public record CollectorDescriptor(
    String type, String help, List<Setting<?>> settings, Set<Kpi> emits) {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * Creates a descriptor; collections are copied.
   *
   * @throws IllegalArgumentException if the type breaks the syntax or the help is blank
   */
  public CollectorDescriptor {
    Checks.matches(type, TYPE, "type of a collector", "small letters, digits and '-'");
    Checks.notBlank(help, "help of collector '" + type + "'");
    settings = List.copyOf(settings);
    emits = Collections.unmodifiableSet(new TreeSet<>(emits));
  }

  /** Returns a descriptor. */
  public static CollectorDescriptor of(
      String type, String help, List<Setting<?>> settings, Set<Kpi> emits) {
    return new CollectorDescriptor(type, help, settings, emits);
  }
}
