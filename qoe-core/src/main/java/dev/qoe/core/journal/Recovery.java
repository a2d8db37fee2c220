package dev.qoe.core.journal;

import java.util.List;

/**
 * What was found when a journal was opened.
 *
 * <p><i>Immutable.</i>
 *
 * @param segments number of files with records
 * @param records number of intact records in them
 * @param firstSequence the lowest sequence of these, 0 if there are none
 * @param lastSequence the highest sequence of these, 0 if there are none
 * @param checkpoint the sequence up to which all is stored elsewhere, 0 if unknown
 * @param damages what was wrong, in the order of the files
 * @since 0.1
 */
public record Recovery(
    int segments,
    long records,
    long firstSequence,
    long lastSequence,
    long checkpoint,
    List<Damage> damages) {

  /** Creates a report; the list is copied. */
  public Recovery {
    damages = List.copyOf(damages);
  }

  /** Returns whether every record that was acknowledged and not trimmed is there. */
  public boolean complete() {
    return damages.stream().allMatch(damage -> damage.recordsLost().orElse(1) == 0);
  }
}
