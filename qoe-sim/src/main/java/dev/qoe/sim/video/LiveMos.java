package dev.qoe.sim.video;

import java.util.Locale;

/**
 * What ITU-T P.1203 says of a session that was broken off after some seconds of film.
 *
 * <p>Immutable.
 *
 * @param mediaSeconds seconds of film seen by then, {@code >= 1}
 * @param o35 quality of the media without stalling; may lie below 1
 * @param mos O46, or its parametric part where the model has no forest; 1.0095 to 4.9342
 * @since 0.1
 */
public record LiveMos(int mediaSeconds, double o35, double mos) {

  /** Returns for example {@code 12 s: O35 3.90, 3.71 of 5}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d s: O35 %.2f, %.2f of 5", mediaSeconds, o35, mos);
  }
}
