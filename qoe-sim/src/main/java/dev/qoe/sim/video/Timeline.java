package dev.qoe.sim.video;

import dev.qoe.core.service.video.P1203Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session second by second of its viewer's time. Confine to one thread. */
final class Timeline {

  private final SessionResult session;
  private final Optional<P1203Result> scores;
  private final double segmentMillis;

  Timeline(SessionResult session, Optional<P1203Result> scores) {
    this.session = session;
    this.scores = scores;
    segmentMillis = session.manifest().segmentMillis();
  }

  List<Moment> moments() {
    List<Moment> moments = new ArrayList<>();
    int arrived = 0;
    int playing = -1;
    for (int second = 0; second * 1000.0 < session.totalMillis(); second++) {
      double now = second * 1000.0;
      while (arrived < session.size() && session.arrivalMillis(arrived) <= now) {
        arrived++;
      }
      while (playing + 1 < session.size() && session.startMillis(playing + 1) <= now) {
        playing++;
      }
      moments.add(playing < 0 ? before(second, arrived) : moment(second, arrived, playing));
    }
    return List.copyOf(moments);
  }

  private Moment before(int second, int arrived) {
    double buffer = arrived * segmentMillis;
    return new Moment(second, -1, buffer, 0, 0, Double.NaN, Double.NaN, Double.NaN);
  }

  private Moment moment(int second, int arrived, int playing) {
    double now = second * 1000.0;
    double shown = now - session.startMillis(playing);
    double seen = playing * segmentMillis + Math.min(segmentMillis, shown);
    // A picture that stands still is the last one of its segment, not the first of the next.
    int media = (int) (shown < segmentMillis ? seen / 1000 : Math.ceil(seen / 1000) - 1);
    return new Moment(
        second,
        session.quality(playing),
        Math.max(0, arrived * segmentMillis - seen),
        stalled(now, playing),
        seen,
        scores.map(result -> at(result.o21(), media)).orElse(Double.NaN),
        scores.map(result -> at(result.o22(), media)).orElse(Double.NaN),
        scores.map(result -> at(result.o34(), media)).orElse(Double.NaN));
  }

  /** Returns the score of a second of film; that of the last one for what is left behind it. */
  private static double at(List<Double> scores, int second) {
    return scores.isEmpty() ? Double.NaN : scores.get(Math.min(second, scores.size() - 1));
  }

  /** Returns how much of the second from {@code now} on lies in stalls after segment {@code i}. */
  private double stalled(double now, int i) {
    double sum = 0;
    for (int next = i + 1; next < session.size(); next++) {
      double end = session.startMillis(next);
      double begin = end - session.stallMillis(next);
      if (begin >= now + 1000) {
        break;
      }
      sum += Math.max(0, Math.min(end, now + 1000) - Math.max(begin, now));
    }
    return sum;
  }
}
