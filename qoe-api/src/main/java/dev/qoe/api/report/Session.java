package dev.qoe.api.report;

import dev.qoe.api.score.Score;
import java.util.List;

/**
 * What was seen of one thing over a stretch of time, for example by a device on a drive.
 *
 * <p>Immutable.
 *
 * @param name what people call it
 * @param overall its score over all of its time
 * @param charts its curves over time, the score's first
 * @param track where it was; empty if it did not move or is not known
 * @since 0.1
 */
public record Session(String name, Score overall, List<Chart> charts, List<TrackPoint> track) {

  /** Creates a session; the lists are copied. */
  public Session {
    charts = List.copyOf(charts);
    track = List.copyOf(track);
  }
}
