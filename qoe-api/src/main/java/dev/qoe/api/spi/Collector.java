package dev.qoe.api.spi;

/**
 * Something that reads one target and hands what it saw to a sink.
 *
 * <p>Targets may be read at the same time, each on one thread. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Collector extends AutoCloseable {

  /**
   * Reads {@code target} once and hands everything to {@code sink}.
   *
   * <p>Blocks; an interrupt ends it within two seconds.
   *
   * @throws PluginException if the target cannot be read; what was accepted before stays accepted
   * @throws InterruptedException if the thread is interrupted
   */
  void collect(Target target, Sink sink) throws PluginException, InterruptedException;

  /** Releases what it holds; may be called more than once. */
  @Override
  default void close() {}
}
