package dev.qoe.api.spi;

import java.util.List;

/**
 * The entry of a channel plugin: found by {@code META-INF/services}, it makes channels.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
public interface ChannelFactory {

  /** Returns the name by which configurations call it, for example {@code email}. */
  String type();

  /** Returns what it does, in a sentence. */
  String help();

  /** Returns its options. */
  List<Setting<?>> settings();

  /**
   * Returns a channel; does no input or output yet.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Channel create(Settings settings);
}
