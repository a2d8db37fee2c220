package dev.qoe.api.spi;

import dev.qoe.api.kpi.Kpi;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a collector is: its type, its options and what it can emit.
 *
 * <p>Immutable.
 *
 * @param type the name by which configurations call it, for example {@code snmp}
 * @param help what it does, in a sentence
 * @param settings its options
 * @param emits the indicators it can emit; empty if the configuration decides
 * @param events the types of events it can emit; empty if it emits none or the configuration
 *     decides
 * @since 0.1
 */
public record CollectorDescriptor(
    String type, String help, List<Setting<?>> settings, Set<Kpi> emits, Set<String> events)
    implements Descriptor {

  /**
   * Creates a descriptor; collections are copied.
   *
   * @throws IllegalArgumentException if the type breaks the syntax or the help is blank
   */
  public CollectorDescriptor {
    PluginDescriptor plain = PluginDescriptor.of(type, help, List.of());
    type = plain.type();
    settings = List.copyOf(settings);
    emits = Collections.unmodifiableSet(new TreeSet<>(emits));
    events = Collections.unmodifiableSet(new TreeSet<>(events));
  }

  /** Returns the descriptor of a collector that emits no events. */
  public static CollectorDescriptor of(
      String type, String help, List<Setting<?>> settings, Set<Kpi> emits) {
    return new CollectorDescriptor(type, help, settings, emits, Set.of());
  }

  /** Returns this descriptor with the types of events that the collector can emit. */
  public CollectorDescriptor withEvents(String... types) {
    return new CollectorDescriptor(type, help, settings, emits, Set.of(types));
  }
}
