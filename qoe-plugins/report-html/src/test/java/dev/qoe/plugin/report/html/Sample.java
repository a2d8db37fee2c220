package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Cause;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A small drive of an hour whose last ten minutes a voice call spoils. */
final class Sample {

  static final Instant BEGIN = Instant.parse("2020-02-13T15:00:00Z");
  static final Instant CALL = Instant.parse("2020-02-13T15:50:00Z");
  static final Instant END = Instant.parse("2020-02-13T16:00:00Z");
  static final ElementPath NETWORK = ElementPath.of("op");
  static final ElementPath AREA = ElementPath.of("op/area-1");
  static final ElementPath CELL = ElementPath.of("op/area-1/cell-7");
  static final ElementPath DRIVE = ElementPath.of("op/sessions/drive");
  static final Ledger LEDGER = new Ledger(1_234, 1_230, Map.of("out-of-range", 4L), Map.of(), 0, 0);

  private Sample() {}

  static Report report() {
    return report(
        elements(), List.of(session(charts(), track())), List.of(hidden(), resolved(), fallback()));
  }

  static Report report(List<ScoredElement> elements, List<Session> sessions, List<Alert> alerts) {
    return new Report(
        "A drive", "of an hour", BEGIN, END, elements, sessions, alerts, LEDGER, List.of("a note"));
  }

  static Report empty() {
    return new Report(
        "Nothing",
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        List.of(),
        List.of(),
        new Ledger(0, 0, Map.of(), Map.of(), 0, 0),
        List.of());
  }

  static List<ScoredElement> elements() {
    return List.of(
        new ScoredElement(score(NETWORK, 52.4, 0.86), "Network op", "network", 1_230),
        new ScoredElement(score(AREA, 35, 0.9), "Area 1", "area", 1_230),
        new ScoredElement(score(CELL, 18.2, 0.95), "Cell 7", "cell", 900),
        new ScoredElement(score(ElementPath.of("op/area-1/cell-8"), 10, 0.1), "Cell 8", "cell", 3),
        new ScoredElement(
            Score.unknown(ElementPath.of("op/area-1/cell-9"), END), "Cell 9", "cell", 0));
  }

  static Score score(ElementPath element, double value, double confidence) {
    double lost = 100 - value;
    return new Score(
        element,
        END,
        value,
        confidence,
        List.of(
            new Contribution(
                CELL,
                Kpi.PACKET_LOSS,
                "packet loss",
                0.32,
                0,
                lost * 0.5,
                "32 %, wanted at most 1 %"),
            new Contribution(
                ElementPath.of("op/area-1/cell-8"),
                Kpi.DOWNLINK_THROUGHPUT,
                "downlink throughput",
                2.2,
                20,
                lost * 0.3,
                "2.2 Mbit/s, wanted at least 50 Mbit/s"),
            new Contribution(
                AREA,
                Kpi.PACKET_LOSS,
                "packet loss",
                0.1,
                40,
                lost * 0.2,
                "10 %, wanted at most 1 %")));
  }

  static Session session(List<Chart> charts, List<TrackPoint> track) {
    return new Session("Drive 1", score(DRIVE, 57.3, 0.99), charts, track);
  }

  static List<Chart> charts() {
    return List.of(
        new Chart("QoE score", "", 0, 100, points(80, 20)),
        new Chart("Packet loss", "%", 0, 100, points(2, 32)));
  }

  private static List<Chart.Point> points(double before, double during) {
    return IntStream.rangeClosed(0, 360)
        .mapToObj(i -> BEGIN.plusSeconds(i * 10L))
        .map(time -> new Chart.Point(time, value(time, before, during)))
        .toList();
  }

  private static double value(Instant time, double before, double during) {
    boolean gap = time.equals(BEGIN.plusSeconds(600));
    return gap ? Double.NaN : time.isBefore(CALL) ? before : during;
  }

  static List<TrackPoint> track() {
    List<TrackPoint> track = new ArrayList<>();
    for (int i = 0; i <= 360; i++) {
      Instant time = BEGIN.plusSeconds(i * 10L);
      GeoPoint place = new GeoPoint(51.9 + i * 1e-4, -8.47 - i * 2e-4);
      String cell = time.isBefore(CALL) ? "op/area-1/cell-8" : "op/area-1/cell-7";
      track.add(new TrackPoint(time, place, time.isBefore(CALL) ? 85 : 15, cell));
    }
    return track;
  }

  static Alert fallback() {
    return alert(
            "fallback",
            "CS_FALLBACK",
            Severity.MAJOR,
            CALL,
            step(AlertState.OPEN, CALL.plusSeconds(15)))
        .annotated(new Annotation(CALL.plusSeconds(60), "ann", "looking"));
  }

  static Alert resolved() {
    Instant begin = BEGIN.plusSeconds(300);
    return alert(
        "weak",
        "WEAK_COVERAGE",
        Severity.WARNING,
        begin,
        step(AlertState.OPEN, begin.plusSeconds(30)),
        step(AlertState.RESOLVED, begin.plusSeconds(150)));
  }

  static Alert hidden() {
    return alert(
        "loss",
        "PACKET_LOSS",
        Severity.MAJOR,
        CALL.plusSeconds(60),
        step(AlertState.OPEN, CALL.plusSeconds(90)),
        step(AlertState.SUPPRESSED, CALL.plusSeconds(90)));
  }

  private static Transition step(AlertState state, Instant at) {
    String reason =
        state == AlertState.SUPPRESSED ? "suppressed by fallback:op@x" : "it has lasted";
    return new Transition(state, at, "rule", reason);
  }

  static Alert alert(
      String id, String type, Severity severity, Instant begin, Transition... later) {
    List<Transition> history = new ArrayList<>();
    history.add(new Transition(AlertState.PENDING, begin, "rule", "it holds"));
    history.addAll(List.of(later));
    return new Alert(
        id + "@" + begin,
        id,
        DRIVE,
        id,
        type,
        severity,
        "trouble of kind " + id,
        Set.of(Kpi.PACKET_LOSS),
        new Cause(type, "because of " + id),
        List.of(
            new Evidence(DRIVE, "TRN_LOSS", begin, 0.32, "packet loss 32 %"),
            new Evidence(CELL, "cell-change", begin, Double.NaN, "cell-8 to cell-7")),
        history,
        List.of());
  }
}
