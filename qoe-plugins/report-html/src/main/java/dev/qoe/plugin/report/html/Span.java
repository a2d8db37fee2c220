package dev.qoe.plugin.report.html;

import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stretch of time.
 *
 * <p>Immutable.
 *
 * @param from when it begins
 * @param to when it ends, not before {@code from}
 */
record Span(Instant from, Instant to) {

  /** Returns the stretch in which a session's values and places are known; empty if none is. */
  static Optional<Span> of(Session session) {
    return Stream.concat(
            session.charts().stream()
                .flatMap(chart -> chart.points().stream())
                .filter(point -> !Double.isNaN(point.value()))
                .map(Chart.Point::time),
            session.track().stream().map(TrackPoint::time))
        .map(time -> new Span(time, time))
        .reduce(Span::union);
  }

  /** Returns how long it is. */
  Duration length() {
    return Duration.between(from, to);
  }

  /** Returns whether {@code time} lies within, its ends included. */
  boolean contains(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /** Returns whether it shares an instant with {@code other}. */
  boolean overlaps(Span other) {
    return !other.from.isAfter(to) && !other.to.isBefore(from);
  }

  /** Returns where {@code time} lies, 0 (begin) to 1 (end); 0.5 if the stretch has no length. */
  double position(Instant time) {
    double millis = length().toMillis();
    double share = millis > 0 ? Duration.between(from, time).toMillis() / millis : 0.5;
    return Math.max(0, Math.min(1, share));
  }

  private Span union(Span other) {
    return new Span(
        other.from.isBefore(from) ? other.from : from, other.to.isAfter(to) ? other.to : to);
  }
}
