package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.api.score.QoeClass;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report with what follows from it: who is worst, which alert matters most and how long it
 * lasted.
 *
 * <p>Immutable.
 */
final class Findings {

  /** Below this confidence an element is not held up as one of the worst. */
  static final double LEAST_CONFIDENCE = 0.3;

  private static final double GOOD = QoeClass.GOOD.from();

  private final Report report;
  private final List<Alert> alerts;
  private final Map<ElementPath, Session> sessions = new LinkedHashMap<>();
  private final Map<String, List<ScoredElement>> parts;

  Findings(Report report) {
    this.report = report;
    report
        .sessions()
        .forEach(session -> sessions.putIfAbsent(session.overall().element(), session));
    this.alerts = report.alerts().stream().sorted(gravest()).toList();
    this.parts =
        report.elements().stream()
            .skip(1)
            .collect(
                Collectors.groupingBy(
                    ScoredElement::type, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** Returns what all of this follows from. */
  Report report() {
    return report;
  }

  /** Returns the element that stands for the whole, which is the first; empty if none is scored. */
  Optional<ScoredElement> whole() {
    return report.elements().stream().findFirst();
  }

  /** Returns the elements below the whole by their type, the largest kind of thing first. */
  Map<String, List<ScoredElement>> parts() {
    return parts;
  }

  /** Returns those of {@code elements} that are not good, the worst first, unsure ones included. */
  static List<ScoredElement> notGood(List<ScoredElement> elements) {
    return elements.stream()
        .filter(element -> element.score().value() < GOOD)
        .sorted(
            Comparator.comparingDouble((ScoredElement element) -> element.score().value())
                .thenComparing(element -> element.score().element()))
        .toList();
  }

  /** Returns whether enough is known of an element to hold it up. */
  static boolean sure(ScoredElement element) {
    return element.score().confidence() >= LEAST_CONFIDENCE;
  }

  /** Returns all alerts, the one that matters most first. */
  List<Alert> alerts() {
    return alerts;
  }

  /** Returns the place of {@code alert} among all, from 1, which is its number on the page. */
  int number(Alert alert) {
    return alerts.indexOf(alert) + 1;
  }

  /** Returns the alerts that opened and neither ended nor are hidden by others. */
  List<Alert> lasting() {
    return alerts.stream().filter(alert -> opened(alert) && alert.state().lasting()).toList();
  }

  /** Returns whether an alert opened for people to see. */
  static boolean opened(Alert alert) {
    return alert.openedAt().isPresent() && alert.state() != AlertState.SUPPRESSED;
  }

  /** Returns the session in which an alert arose; empty if it concerns something else. */
  Optional<Session> session(Alert alert) {
    return Optional.ofNullable(sessions.get(alert.element()));
  }

  /** Returns the place of a session in the report, from 1. */
  int number(Session session) {
    return report.sessions().indexOf(session) + 1;
  }

  /** Returns the alerts that opened in a session, or around it while it ran, by their rank. */
  List<Alert> alerts(Session session) {
    ElementPath element = session.overall().element();
    Optional<Span> span = Span.of(session);
    return alerts.stream()
        .filter(alert -> alert.openedAt().isPresent())
        .filter(alert -> alert.element().contains(element))
        .filter(alert -> span.map(s -> s.overlaps(span(alert))).orElse(false))
        .toList();
  }

  /**
   * Returns how long the condition of an alert was seen: until it was resolved, else until its
   * session, else the report ends.
   */
  Span span(Alert alert) {
    var end =
        alert
            .resolvedAt()
            .or(() -> session(alert).flatMap(Span::of).map(Span::to))
            .orElse(report.to());
    var begin = alert.createdAt();
    return new Span(begin, end.isBefore(begin) ? begin : end);
  }

  private Comparator<Alert> gravest() {
    return Comparator.comparing(Alert::severity)
        .reversed()
        .thenComparing(alert -> !opened(alert))
        .thenComparing(alert -> !alert.state().lasting())
        .thenComparing(alert -> span(alert).length(), Comparator.reverseOrder())
        .thenComparing(Alert::createdAt)
        .thenComparing(Alert::id);
  }
}
