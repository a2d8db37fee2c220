package dev.qoe.api.spi;

/**
 * A collector to which its sources push: it listens from start to close.
 *
 * <p>Its sink may be called from threads of its own. Start and close: Confine to one thread.
 *
 * @since 0.1
 */
public interface PushCollector extends AutoCloseable {

  /**
   * Begins to listen; returns once it does.
   *
   * @throws PluginException if it cannot listen
   */
  void start(Sink sink) throws PluginException;

  /** Ends listening within two seconds; may be called more than once. */
  @Override
  void close();
}
