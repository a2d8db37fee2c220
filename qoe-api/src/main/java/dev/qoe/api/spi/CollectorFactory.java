package dev.qoe.api.spi;

/**
 * The entry of a plugin that polls: found by {@code META-INF/services}, it makes collectors.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
public interface CollectorFactory extends PluginFactory {

  @Override
  CollectorDescriptor descriptor();

  /**
   * Returns a collector; does no input or output yet.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Collector create(Settings settings, CollectorContext context);
}
