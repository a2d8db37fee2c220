package dev.qoe.core.journal;

/**
 * What is told the fate of a record, once.
 *
 * <p><i>Thread-safe.</i>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Acknowledgement {

  /**
   * Learns the record's fate, on the thread that writes the journal: be brief.
   *
   * @param sequence the record's sequence
   * @param durable whether it outlives a loss of power; false if the journal was closed before that
   *     was certain
   */
  void settled(long sequence, boolean durable);
}
