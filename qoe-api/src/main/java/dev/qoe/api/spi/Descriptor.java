package dev.qoe.api.spi;

import java.util.List;

/**
 * What a plugin says of itself before it is made: its type, its purpose and its options.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public interface Descriptor {

  /** Returns the name by which configurations call it, for example {@code snmp}. */
  String type();

  /** Returns what it does, in a sentence. */
  String help();

  /** Returns its options. */
  List<Setting<?>> settings();
}
