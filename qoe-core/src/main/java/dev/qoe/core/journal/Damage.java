package dev.qoe.core.journal;

import java.util.OptionalLong;

/**
 * Something found in a journal's files that does not belong there.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind what it is
 * @param file the name of the file in the journal's folder
 * @param offset where it begins, in bytes from the start of the file
 * @param bytes how long it is, in bytes
 * @param recordsLost how many durable records it cost; empty if that cannot be told
 * @param keptAs where a copy lies, as a name in the journal's folder; empty if nothing was kept
 * @since 0.1
 */
public record Damage(
    Kind kind, String file, long offset, long bytes, OptionalLong recordsLost, String keptAs) {

  /**
   * What can be wrong with a journal's files.
   *
   * @since 0.1
   */
  public enum Kind {
    /** The end of the last commit, cut off because it was not complete. Was never acknowledged. */
    TORN_TAIL,
    /** The rest of a commit that failed and was repeated in the next file. Costs nothing. */
    ABANDONED_COMMIT,
    /** Bytes between intact blocks that are none. Costs what stood there. */
    CORRUPT_BLOCK,
    /** A file whose head cannot be read; it was renamed. Costs all records in it. */
    CORRUPT_SEGMENT,
    /** Records that no file holds, although later ones are there: a file was removed. */
    MISSING_RECORDS
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(120);
    text.append(kind).append(" in ").append(file).append(" at byte ").append(offset);
    text.append(", ").append(bytes).append(" bytes, ");
    text.append(recordsLost.isPresent() ? recordsLost.getAsLong() : "an unknown number of");
    text.append(" durable records lost");
    return keptAs.isEmpty() ? text.toString() : text.append(", kept as ").append(keptAs).toString();
  }
}
