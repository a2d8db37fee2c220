package dev.qoe.testkit;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
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
import dev.qoe.api.spi.Notification;
import dev.qoe.api.spi.Ticket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What contracts hand to plugins that take something: alerts, messages, tickets, reports. */
final class Samples {

  /** Texts that channels and renderers stumble over. */
  static final Map<String, String> TEXTS = texts();

  private static final Instant BEGIN = Instant.parse("2020-02-13T15:00:00Z");
  private static final Instant END = Instant.parse("2020-02-13T16:00:00Z");
  private static final ElementPath NETWORK = ElementPath.of("tck");
  private static final ElementPath CELL = ElementPath.of("tck/site-1/cell-7");

  private Samples() {}

  static Notification notification(String key, String recipient, String subject, String text) {
    return new Notification(key, recipient, subject, text, alert(text));
  }

  static Ticket ticket(String key, String title) {
    return new Ticket(key, CELL, Severity.MAJOR, title, title + " at cell-7", Map.of());
  }

  static Report report() {
    return report("a drive");
  }

  /** Returns reports of all shapes, by what is special about them. */
  static Map<String, Report> reports() {
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put("an ordinary one", report());
    reports.put("an empty one", empty());
    TEXTS.forEach((name, text) -> reports.put("one whose texts hold " + name, report(text)));
    return reports;
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("one word", "down");
    texts.put("several lines", "packet loss\n32 %\n\nwanted at most 1 %");
    texts.put("all scripts", "Qualité d'expérience, 用户体验, тест, \uD83D\uDCF6");
    texts.put("markup", "<script>alert(\"1\")</script> & ]]> </style> ${x} {{y}} %s \\n");
    texts.put("what ends a message elsewhere", "before\n.\nafter");
    texts.put("ten thousand characters", "all work and no play ".repeat(500).strip());
    return texts;
  }

  private static Alert alert(String text) {
    return new Alert(
        "loss@1",
        "loss:" + CELL,
        CELL,
        "loss",
        "PACKET_LOSS",
        Severity.MAJOR,
        text,
        Set.of(Kpi.PACKET_LOSS),
        new Cause("CS_FALLBACK", text),
        List.of(new Evidence(CELL, "TRN_LOSS", BEGIN, 0.32, text)),
        List.of(
            new Transition(AlertState.PENDING, BEGIN, "rule", text),
            new Transition(AlertState.OPEN, BEGIN.plusSeconds(30), "rule", text)),
        List.of());
  }

  private static Report report(String text) {
    return new Report(
        text,
        text,
        BEGIN,
        END,
        List.of(
            new ScoredElement(score(NETWORK, 52.4), text, "network", 100),
            new ScoredElement(score(CELL, 18.2), text, "cell", 90),
            new ScoredElement(
                Score.unknown(ElementPath.of("tck/site-1/cell-9"), END), text, "cell", 0)),
        List.of(
            new Session(
                text,
                score(ElementPath.of("tck/sessions/drive"), 57.3),
                List.of(
                    new Chart(
                        text,
                        "%",
                        0,
                        100,
                        List.of(
                            new Chart.Point(BEGIN, 2),
                            new Chart.Point(BEGIN.plusSeconds(600), Double.NaN),
                            new Chart.Point(END, 32)))),
                List.of(
                    new TrackPoint(BEGIN, new GeoPoint(51.9, -8.47), 85, CELL.toString()),
                    new TrackPoint(END, new GeoPoint(51.91, -8.48), 15, CELL.toString())))),
        List.of(alert(text)),
        new Ledger(100, 98, Map.of("out-of-range", 2L), Map.of(), 0, 0),
        List.of(text));
  }

  private static Report empty() {
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

  private static Score score(ElementPath element, double value) {
    return new Score(
        element,
        END,
        value,
        0.9,
        List.of(
            new Contribution(
                CELL,
                Kpi.PACKET_LOSS,
                "packet loss",
                0.32,
                0,
                100 - value,
                "32 %, wanted at most 1 %")));
  }
}
