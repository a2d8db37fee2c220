package dev.qoe.core.report;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Score;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.engine.QoeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sink that feeds two engines, one that lives through the data and one that judges all of it at
 * once, and gathers on the way what a report shows.
 *
 * <p>In the judgement of all of it an element weighs as much in its parent as was measured there.
 * Sessions are the elements of type {@code session}; their place comes from events of type {@code
 * position} with the attributes {@code latitude} and {@code longitude}. The scores of the live
 * engine may come on another thread; for all else: Confine to one thread.
 *
 * @since 0.1
 */
public final class ReportRecorder extends ForwardingSink {

  /** A weight resolves a thousandth, so that one measurement still counts. */
  private static final double MEASUREMENTS_PER_WEIGHT = 1_000;

  private final QoeEngine live;
  private final QoeEngine whole;
  private final Sink wholeSink;
  private final Duration step;
  private final List<Kpi> charted;
  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final Map<ElementPath, Long> measured = new HashMap<>();
  private final Map<ElementPath, SessionRecord> sessions = new LinkedHashMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  private ReportRecorder(QoeEngine live, QoeEngine whole, Duration step, List<Kpi> charted) {
    super(live.sink());
    this.live = live;
    this.whole = whole;
    this.wholeSink = whole.sink();
    this.step = step;
    this.charted = List.copyOf(charted);
    var unused = live.onScore(this::scored);
  }

  /**
   * Returns a recorder.
   *
   * @param live the engine that lives through the data: its alerts and its scores over time
   * @param whole the engine that judges all of it at once
   * @param step the step of the curves, {@code > 0}; that of the live engine's emission fits best
   * @param charted the indicators of which a session shows a curve
   * @throws IllegalArgumentException if {@code step} is below a millisecond
   */
  public static ReportRecorder of(
      QoeEngine live, QoeEngine whole, Duration step, List<Kpi> charted) {
    if (step.toMillis() <= 0) {
      throw new IllegalArgumentException("step of the curves must be at least PT0.001S: " + step);
    }
    return new ReportRecorder(live, whole, step, charted);
  }

  /** What was seen of one session. */
  private static final class SessionRecord {
    private final Map<Kpi, Timeline> timelines = new LinkedHashMap<>();
    private final Map<Long, TrackPoint> track = new TreeMap<>();
    private final Map<Long, Double> scores = new TreeMap<>();
    private Instant last = Instant.EPOCH;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    Acceptance answer = super.accept(measurement);
    if (answer == Acceptance.ACCEPTED) {
      var unused = wholeSink.accept(measurement);
      count(measurement.element());
      first = measurement.time().isBefore(first) ? measurement.time() : first;
      last = measurement.time().isAfter(last) ? measurement.time() : last;
      SessionRecord session = sessions.get(measurement.element());
      if (session != null && measurement.time().isAfter(session.last)) {
        session.last = measurement.time();
      }
      if (session != null && charted.contains(measurement.kpi())) {
        session
            .timelines
            .computeIfAbsent(measurement.kpi(), kpi -> new Timeline(step))
            .add(measurement.time(), inUnit(measurement));
      }
    }
    return answer;
  }

  @Override
  public Acceptance accept(Event event) {
    SessionRecord session = sessions.get(event.element());
    if (session != null && event.type().equals("position")) {
      place(event)
          .ifPresent(
              place ->
                  session.track.putIfAbsent(
                      stepOf(event.time()),
                      new TrackPoint(
                          event.time(),
                          place,
                          Double.NaN,
                          event.attributes().getOrDefault("cell", ""))));
    }
    return super.accept(event);
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    elements.put(element.path(), element);
    if (element.type().equals("session")) {
      synchronized (sessions) {
        sessions.computeIfAbsent(element.path(), path -> new SessionRecord());
      }
    }
    var unused = wholeSink.accept(element);
    return super.accept(element);
  }

  /**
   * Returns the report on everything recorded.
   *
   * @param title the headline
   * @param subtitle what it covers, in a line
   * @param notes remarks on the data
   * @throws InterruptedException if the thread is interrupted while the live engine catches up
   */
  public Report report(String title, String subtitle, List<String> notes)
      throws InterruptedException {
    live.flush();
    weighByMeasurements();
    List<Session> reported = new ArrayList<>();
    synchronized (sessions) {
      sessions.forEach((path, record) -> reported.add(session(path, record)));
    }
    boolean empty = first.isAfter(last);
    return new Report(
        title,
        subtitle,
        empty ? Instant.EPOCH : first,
        empty ? Instant.EPOCH : last,
        scoredElements(),
        reported,
        live.alerts(),
        live.ledger(),
        notes);
  }

  private double inUnit(Measurement measurement) {
    Unit unit = live.catalog().get(measurement.kpi()).unit();
    return measurement.unit().equals(Unit.DECLARED)
        ? measurement.value()
        : measurement.unit().convert(measurement.value(), unit);
  }

  /** The place that an event tells, if it tells one on earth. */
  private static Optional<GeoPoint> place(Event event) {
    Map<String, String> at = event.attributes();
    try {
      return Optional.of(
          new GeoPoint(
              Double.parseDouble(at.getOrDefault("latitude", "")),
              Double.parseDouble(at.getOrDefault("longitude", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Lets every element weigh as much in its parent as was measured there. */
  private void weighByMeasurements() {
    elements.forEach(
        (path, element) -> {
          if (element.weight() > 0) {
            double weight = measured.getOrDefault(path, 0L) / MEASUREMENTS_PER_WEIGHT;
            var unused = wholeSink.accept(element.toBuilder().weight(weight).build());
          }
        });
  }

  private void scored(Score score) {
    synchronized (sessions) {
      SessionRecord session = sessions.get(score.element());
      if (session != null) {
        session.scores.put(stepOf(score.time()), score.value());
      }
    }
  }

  private List<ScoredElement> scoredElements() {
    Map<ElementPath, NetworkElement> all = new TreeMap<>(elements);
    elements.keySet().forEach(path -> declareAncestors(path, all));
    List<ScoredElement> scored = new ArrayList<>();
    all.forEach(
        (path, element) -> {
          Score score = whole.score(path);
          if (score.known() && !sessions.containsKey(path)) {
            scored.add(
                new ScoredElement(
                    score, element.displayName(), element.type(), measured.getOrDefault(path, 0L)));
          }
        });
    return scored;
  }

  private static void declareAncestors(ElementPath path, Map<ElementPath, NetworkElement> all) {
    path.parent()
        .ifPresent(
            parent -> {
              all.computeIfAbsent(
                  parent,
                  above ->
                      NetworkElement.builder(above, above.depth() == 0 ? "network" : "group")
                          .build());
              declareAncestors(parent, all);
            });
  }

  private Session session(ElementPath path, SessionRecord record) {
    List<Chart> charts = new ArrayList<>();
    List<Chart.Point> scores = new ArrayList<>();
    record.scores.forEach(
        (at, value) -> {
          Instant end = Instant.ofEpochMilli(at * step.toMillis());
          scores.add(new Chart.Point(end.isAfter(record.last) ? record.last : end, value));
        });
    charts.add(new Chart("QoE score", "", 0, 100, scores));
    for (Kpi kpi : charted) {
      Timeline timeline = record.timelines.get(kpi);
      if (timeline != null) {
        charts.add(chart(live.catalog().get(kpi), timeline.points()));
      }
    }
    List<TrackPoint> track = new ArrayList<>();
    record.track.forEach(
        (at, point) ->
            track.add(
                new TrackPoint(
                    point.time(),
                    point.place(),
                    record.scores.getOrDefault(at + 1, Double.NaN),
                    point.element())));
    NetworkElement element = elements.get(path);
    return new Session(
        element == null ? path.name() : element.displayName(), whole.score(path), charts, track);
  }

  private static Chart chart(KpiDefinition definition, List<Chart.Point> points) {
    List<Chart.Point> shown = new ArrayList<>();
    double low = Math.min(0, definition.unit().convert(definition.min(), definition.displayUnit()));
    double high = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (Chart.Point point : points) {
      double value = definition.unit().convert(point.value(), definition.displayUnit());
      shown.add(new Chart.Point(point.time(), value));
      if (!Double.isNaN(value)) {
        high = Math.max(high, value);
        lowest = Math.min(lowest, value);
      }
    }
    if (definition.min() < 0) {
      low = Math.min(lowest, definition.unit().convert(definition.min(), definition.displayUnit()));
    }
    return new Chart(
        definition.name(), definition.spokenUnit(), low, high > low ? high : low + 1, shown);
  }

  private void count(ElementPath element) {
    measured.merge(element, 1L, Long::sum);
    element.parent().ifPresent(this::count);
  }

  private long stepOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), step.toMillis());
  }
}
