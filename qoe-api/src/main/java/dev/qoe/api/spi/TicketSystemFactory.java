package dev.qoe.api.spi;

import dev.qoe.api.Beta;

/**
 * The entry of a plugin that speaks to a ticket system: found by {@code META-INF/services}.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
@Beta
public interface TicketSystemFactory extends PluginFactory {

  /**
   * Returns a way to the ticket system; does no input or output yet.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  TicketSystem create(Settings settings, PluginContext context);
}
