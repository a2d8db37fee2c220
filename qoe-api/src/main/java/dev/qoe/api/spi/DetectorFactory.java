package dev.qoe.api.spi;

import dev.qoe.api.Beta;

/**
 * The entry of a plugin that detects anomalies: found by {@code META-INF/services}, it makes a
 * detector for each series.
 *
 * <p>Implementations have a public constructor without parameters. Thread-safe.
 *
 * @since 0.1
 */
@Beta
public interface DetectorFactory extends PluginFactory {

  /**
   * Returns a detector that has seen nothing yet; does no input or output.
   *
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Detector create(Settings settings, PluginContext context);
}
