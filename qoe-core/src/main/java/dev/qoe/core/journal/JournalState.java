package dev.qoe.core.journal;

/**
 * How a journal does at one instant.
 *
 * <p><i>Immutable.</i>
 *
 * @param status whether what is appended becomes durable
 * @param reason why it does not, with a remedy; empty while it does
 * @param appendedSequence the highest sequence given to a record
 * @param durableSequence the highest sequence known to outlive a loss of power
 * @param pendingBytes memory taken by records that are not durable yet, in bytes
 * @param diskBytes length of the files with records, in bytes
 * @param segments number of files with records
 * @param failures how often writing has failed since the journal was opened
 * @since 0.1
 */
public record JournalState(
    Status status,
    String reason,
    long appendedSequence,
    long durableSequence,
    long pendingBytes,
    long diskBytes,
    int segments,
    long failures) {

  /**
   * Whether what is appended becomes durable.
   *
   * @since 0.1
   */
  public enum Status {
    /** Records become durable within a commit. */
    WRITING,
    /**
     * The journal has reached the size it may have. Records wait in memory until {@link
     * Journal#trim} makes room.
     */
    FULL,
    /** The disk refuses. Records wait in memory; writing is tried again in a new file. */
    FAILING,
    /** The journal is closed. */
    CLOSED
  }

  /** Returns whether what is appended becomes durable. */
  public boolean healthy() {
    return status == Status.WRITING;
  }
}
