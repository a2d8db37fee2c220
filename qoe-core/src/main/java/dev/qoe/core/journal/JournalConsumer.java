package dev.qoe.core.journal;

import java.nio.ByteBuffer;

/**
 * What is told the records of a journal, in the order of their sequences.
 *
 * <p>Called by the thread that replays. <i>Confine to one thread.</i>
 *
 * @since 0.1
 */
public interface JournalConsumer {

  /**
   * Takes a measurement.
   *
   * @param sequence its place in the journal, {@code > 0}
   * @param seriesId the number given to {@link Journal#define}
   * @param epochMicros event time, in microseconds since 1970 UTC
   * @param ingestMicros when it came in, in microseconds since 1970 UTC
   * @param value the value as it was appended, bit by bit
   * @param quality the quality as it was appended, bit by bit
   * @param flags the flags, 0 to 65,535
   */
  void measurement(
      long sequence,
      int seriesId,
      long epochMicros,
      long ingestMicros,
      double value,
      double quality,
      int flags);

  /**
   * Takes an entry.
   *
   * @param sequence its place in the journal, {@code > 0}
   * @param type what the caller of {@link Journal#appendEntry} made it, 0 to 65,535
   * @param bytes the content; valid during the call only
   */
  default void entry(long sequence, int type, ByteBuffer bytes) {}

  /**
   * Learns that durable records cannot be read any more, because the files were damaged.
   *
   * @param firstSequence the first one's sequence
   * @param count how many, {@code > 0}
   */
  default void lost(long firstSequence, long count) {}
}
