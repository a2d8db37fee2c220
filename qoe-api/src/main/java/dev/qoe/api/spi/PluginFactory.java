package dev.qoe.api.spi;

/**
 * The entry of a plugin, found by {@code META-INF/services}: it says what it makes, and makes it.
 *
 * <p>Each kind of plugin has an interface of its own that extends this one; vendors implement that.
 * Thread-safe.
 *
 * @since 0.1
 */
public interface PluginFactory {

  /** Returns what the plugin is; the same on every call. */
  Descriptor descriptor();
}
