package dev.qoe.api.spi;

import java.util.Optional;

/**
 * A collector to which its sources push: it listens from start to close.
 *
 * <p>Its sink may be called from threads of its own, or from those of its context. Once started it
 * mends lost connections by itself and tells of them by {@link #trouble}; one that could not start
 * is closed, and its host makes another. Start and close: Confine to one thread.
 *
 * @since 0.1
 */
public interface PushCollector extends AutoCloseable {

  /**
   * Begins to listen; returns once it does. Called at most once.
   *
   * <p>Blocks; an interrupt ends it within two seconds.
   *
   * @throws PluginException if it cannot listen
   * @throws InterruptedException if the thread is interrupted
   */
  void start(Sink sink) throws PluginException, InterruptedException;

  /** Returns what keeps it from its work now, in a sentence; empty if nothing does. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** Ends listening within two seconds; may be called more than once, and before start. */
  @Override
  void close();
}
