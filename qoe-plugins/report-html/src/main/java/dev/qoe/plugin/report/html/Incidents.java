package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.alert.Transition;
import java.util.List;
import java.util.Locale;

/**
 * The alerts: the gravest as stories, then each with its reason, state and evidence.
 *
 * <p>Confine to one thread.
 */
final class Incidents {

  private static final int MOST_STORIES = 3;

  private final Markup markup;
  private final Findings findings;

  private Incidents(Markup markup, Findings findings) {
    this.markup = markup;
    this.findings = findings;
  }

  static void write(Markup markup, Findings findings) {
    new Incidents(markup, findings).write();
  }

  private void write() {
    markup.open("section", "id", "incidents", "aria-labelledby", "incidents-h");
    markup.element("h2", "Incidents", "id", "incidents-h");
    List<Alert> alerts = findings.alerts();
    if (alerts.isEmpty()) {
      markup.element("p", "No alert was raised.");
    } else {
      markup.element("p", summary(alerts), "class", "lead");
      List<Alert> stories = stories(alerts);
      stories.forEach(alert -> new Story(markup, findings, alert).write());
      table(alerts, stories);
    }
    markup.close();
  }

  private String summary(List<Alert> alerts) {
    long lasting = findings.lasting().size();
    long hidden = alerts.stream().filter(alert -> alert.state() == AlertState.SUPPRESSED).count();
    return Wording.count(alerts.size(), "alert was", "alerts were")
        + " raised; "
        + lasting
        + (lasting == 1 ? " was" : " were")
        + " still open when the data ended"
        + (hidden == 0 ? "" : ", " + hidden + " hidden because another explains it")
        + ". The gravest comes first.";
  }

  /** The first alert is always told; others only if the service was affected. */
  private static List<Alert> stories(List<Alert> alerts) {
    List<Alert> grave =
        alerts.stream()
            .filter(Findings::opened)
            .filter(alert -> alert.severity().compareTo(Severity.MAJOR) >= 0)
            .limit(MOST_STORIES)
            .toList();
    return grave.isEmpty() ? alerts.subList(0, 1) : grave;
  }

  private void table(List<Alert> alerts, List<Alert> stories) {
    markup.element("h3", "All alerts");
    markup.open(
        "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "All alerts");
    markup.open("table", "class", "alerts");
    Tables.head(
        markup, "#", "Severity", "State", "What and why", "Where", "Began", "Opened", "Ended");
    markup.open("tbody");
    alerts.forEach(alert -> row(alert, stories.contains(alert)));
    markup.close();
    markup.close();
    markup.close();
  }

  private void row(Alert alert, boolean told) {
    markup.open("tr", "id", "alert-" + findings.number(alert));
    markup.element("td", Integer.toString(findings.number(alert)), "class", "n");
    markup.open("td");
    severity(markup, alert.severity());
    markup.close();
    state(alert);
    markup.open("td", "class", "what");
    markup.element("b", Wording.capital(alert.message()));
    markup.element("div", alert.cause().code() + ": " + alert.cause().text(), "class", "small");
    if (told) {
      markup.element(
          "a", "Evidence above", "class", "small", "href", "#story-" + findings.number(alert));
    } else if (!alert.evidence().isEmpty()) {
      markup.open("details");
      markup.element(
          "summary", Wording.count(alert.evidence().size(), "piece", "pieces") + " of evidence");
      markup.open("ul");
      alert.evidence().forEach(this::fact);
      markup.close();
      markup.close();
    }
    markup.close();
    markup.open("td");
    place(markup, findings, alert);
    markup.close();
    Tables.time(markup, alert.createdAt());
    alert
        .openedAt()
        .ifPresentOrElse(
            at -> Tables.time(markup, at), () -> markup.element("td", Wording.NOTHING));
    alert
        .resolvedAt()
        .ifPresentOrElse(
            at -> Tables.time(markup, at), () -> markup.element("td", Wording.NOTHING));
    markup.close();
  }

  private void state(Alert alert) {
    markup.open("td");
    markup.element("b", state(alert.state()));
    Transition last = alert.history().get(alert.history().size() - 1);
    markup.element("div", reason(last), "class", "small");
    markup.element(
        "div", "lasted " + Wording.roughly(findings.span(alert).length()), "class", "small");
    markup.close();
  }

  private void fact(Evidence fact) {
    markup.element("li", Wording.clock(fact.time()) + " " + fact.text());
  }

  /** Writes a severity as a word; its weight shows in the frame, not only in a colour. */
  static void severity(Markup markup, Severity severity) {
    String word = severity.name().toLowerCase(Locale.ROOT);
    markup.element("span", word, "class", "severity s-" + word);
  }

  /** Writes where an alert arose, as a link to its session if there is one. */
  static void place(Markup markup, Findings findings, Alert alert) {
    findings
        .session(alert)
        .ifPresentOrElse(
            session ->
                markup.element("a", session.name(), "href", "#session-" + findings.number(session)),
            () -> markup.text(alert.element().text()));
  }

  /** Returns a state as people read it. */
  static String state(AlertState state) {
    return switch (state) {
      case PENDING -> "not opened";
      case OPEN -> "open";
      case ACKNOWLEDGED -> "acknowledged";
      case INVESTIGATING -> "being worked on";
      case RESOLVED -> "resolved";
      case NO_DATA -> "no data";
      case SUPPRESSED -> "hidden";
    };
  }

  /** Returns why an alert entered its state; an alert that hides it is named by its rule alone. */
  private static String reason(Transition step) {
    int place = step.reason().indexOf(':');
    return step.state() == AlertState.SUPPRESSED && place > 0
        ? step.reason().substring(0, place)
        : step.reason();
  }
}
