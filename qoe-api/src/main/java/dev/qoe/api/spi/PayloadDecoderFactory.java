package dev.qoe.api.spi;

import dev.qoe.api.Beta;

/**
 * The entry of a plugin that reads the payloads of devices: found by {@code META-INF/services}, it
 * makes decoders for the collectors that bring the payloads.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
@Beta
public interface PayloadDecoderFactory extends PluginFactory {

  /**
   * Returns a decoder; does no input or output yet.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  PayloadDecoder create(Settings settings, PluginContext context);
}
