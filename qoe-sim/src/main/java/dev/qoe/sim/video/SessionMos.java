package dev.qoe.sim.video;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.video.P1203Result;
import java.util.List;

/**
 * How good a session was to its viewer by ITU-T P.1203, why, and what had to be assumed.
 *
 * <p>Immutable.
 *
 * @param p1203 what the model concluded, with O21, O22, O34, O35 and all terms
 * @param ladder what the pictures of each quality were taken to be
 * @param assumptions what nobody said and was assumed, in words; empty if nothing
 * @since 0.1
 */
public record SessionMos(P1203Result p1203, Ladder ladder, List<String> assumptions) {

  /** Creates a score; the list is copied. */
  public SessionMos {
    assumptions = List.copyOf(assumptions);
  }

  /** Returns the mean opinion score of the session, 1.0095 to 4.9342. */
  public double mos() {
    return p1203.mos();
  }

  /** Returns what cost how many points of {@link #mos}, the largest loss first. */
  public List<Impairment> explanation() {
    return p1203.explanation();
  }

  /**
   * Returns for example {@code 3.85 of 5 (P1203_NO_FOREST, 597 s): picture -0.894 (O22); assumed:
   * no sound}.
   */
  @Override
  public String toString() {
    return assumptions.isEmpty()
        ? p1203.toString()
        : p1203 + "; assumed: " + String.join("; ", assumptions);
  }
}
