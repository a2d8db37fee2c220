package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;

/**
 * The way from a message to what it tells.
 *
 * <p>Used by one thread at a time.
 */
@FunctionalInterface
interface MessageDecoder {

  /**
   * Hands what a message tells to {@code batch}.
   *
   * @param gate says what may be told of which element
   * @throws RejectedRecordException if it cannot be read; nothing of it counts then
   */
  void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch);

  /** Releases what it holds. */
  default void close() {}
}
