package dev.qoe.api.spi;

/**
 * The entry of a plugin that is pushed to: found by {@code META-INF/services}, it makes collectors
 * that listen.
 *
 * <p>It gets no targets: what is pushed names its own element, and how, say the settings. The host
 * refuses what is told of an element outside those that the configuration allows it. No two
 * collectors, pushed to or polling, have the same type. Implementations have a public constructor
 * without parameters. Thread-safe.
 *
 * @since 0.1
 */
public interface PushCollectorFactory extends PluginFactory {

  @Override
  CollectorDescriptor descriptor();

  /**
   * Returns a collector that does not listen yet; does no input or output.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  PushCollector create(Settings settings, CollectorContext context);
}
