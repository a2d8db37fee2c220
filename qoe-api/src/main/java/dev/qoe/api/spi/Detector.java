package dev.qoe.api.spi;

import dev.qoe.api.Beta;

/**
 * Something that watches one series and says of each value how unusual it is.
 *
 * <p>The same values give the same scores. Confine to one thread.
 *
 * @since 0.1
 */
@Beta
@FunctionalInterface
public interface Detector extends AutoCloseable {

  /**
   * Learns from a value and returns how unusual it is: 0 (not at all) to 1; 0 while it has not seen
   * enough.
   *
   * @param epochMicros when the value was true, in microseconds since 1970; not before the last one
   * @param value the value, finite
   */
  double score(long epochMicros, double value);

  /** Releases what it holds; may be called more than once. */
  @Override
  default void close() {}
}
