package dev.qoe.api.spi;

/**
 * The entry of a channel plugin: found by {@code META-INF/services}, it makes channels.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
public interface ChannelFactory extends PluginFactory {

  /**
   * Returns a channel; does no input or output yet.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Channel create(Settings settings, PluginContext context);
}
