package dev.qoe.api.spi;

/**
 * A way to reach people or systems: e-mail, a webhook, a chat.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Channel extends AutoCloseable {

  /**
   * Delivers a message and returns the other end's receipt, for example a message identity.
   *
   * <p>Blocks; an interrupt ends it within two seconds.
   *
   * @throws PluginException if it could not be delivered
   * @throws InterruptedException if the thread is interrupted
   */
  String deliver(Notification notification) throws PluginException, InterruptedException;

  /** Releases what it holds; may be called more than once. */
  @Override
  default void close() {}
}
