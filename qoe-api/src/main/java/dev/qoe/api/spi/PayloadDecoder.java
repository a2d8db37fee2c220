package dev.qoe.api.spi;

import dev.qoe.api.Beta;

/**
 * Something that understands what a device sends.
 *
 * <p>It does no input or output. Thread-safe.
 *
 * @since 0.1
 */
@Beta
@FunctionalInterface
public interface PayloadDecoder extends AutoCloseable {

  /**
   * Hands what {@code payload} holds to {@code sink}, which is a {@link Batch} and takes all.
   *
   * @throws PluginException of the kind {@link ErrorKind#MALFORMED} if it cannot be read; nothing
   *     of what was handed over counts then
   */
  void decode(Payload payload, Sink sink) throws PluginException;

  /** Releases what it holds; may be called more than once. */
  @Override
  default void close() {}
}
