package dev.qoe.api.publish;

import java.util.function.Consumer;

/**
 * Where listeners subscribe to what the engine announces.
 *
 * <p>A listener that throws is logged and keeps its subscription. Thread-safe.
 *
 * @since 0.1
 */
public interface EventPublisher {

  /** Calls {@code listener} for each later announcement of that type, in order. */
  <E extends EngineEvent> Subscription subscribe(Class<E> type, Consumer<? super E> listener);

  /** A listener's place; closing it ends the calls. Thread-safe. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
