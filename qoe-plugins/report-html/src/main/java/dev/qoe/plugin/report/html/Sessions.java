package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.report.Session;
import dev.qoe.api.score.Score;
import java.util.List;
import java.util.Optional;

/**
 * The sessions: first all in a table, then each with its curves and its track.
 *
 * <p>Confine to one thread.
 */
final class Sessions {

  private final Markup markup;
  private final Findings findings;

  private Sessions(Markup markup, Findings findings) {
    this.markup = markup;
    this.findings = findings;
  }

  static void write(Markup markup, Findings findings) {
    new Sessions(markup, findings).write();
  }

  private void write() {
    markup.open("section", "id", "sessions", "aria-labelledby", "sessions-h");
    markup.element("h2", "Sessions", "id", "sessions-h");
    List<Session> sessions = findings.report().sessions();
    if (sessions.isEmpty()) {
      markup.element("p", "No session was recorded.");
    } else {
      markup.element(
          "p",
          "A session's score judges what its values come to over all of its time; its curve judges"
              + " a short span at a time, so the mean of the curve is another number.",
          "class",
          "lead");
      overview(sessions);
      sessions.forEach(this::session);
    }
    markup.close();
  }

  private void overview(List<Session> sessions) {
    markup.open(
        "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "All sessions");
    markup.open("table");
    Tables.head(markup, "Session", "When", "Score", "Sure", "Alerts", "Costs most");
    markup.open("tbody");
    sessions.forEach(this::row);
    markup.close();
    markup.close();
    markup.close();
  }

  private void row(Session session) {
    Score score = session.overall();
    markup.open("tr");
    markup.open("th", "scope", "row");
    markup.element("a", session.name(), "href", "#session-" + findings.number(session));
    markup.close();
    markup.element("td", when(session), "class", "time");
    markup.open("td");
    Chips.score(markup, score.value());
    markup.close();
    markup.open("td", "class", "n");
    Chips.confidence(markup, score.confidence());
    markup.close();
    Tables.number(markup, Integer.toString(findings.alerts(session).size()));
    markup.element("td", Wording.mainLoss(score), "class", "small");
    markup.close();
  }

  private void session(Session session) {
    String id = "session-" + findings.number(session);
    markup.open("article", "id", id, "class", "session", "aria-labelledby", id + "-h");
    markup.open("h3", "id", id + "-h");
    markup.text(session.name() + " ");
    Chips.score(markup, session.overall().value());
    markup.close();
    markup.element("p", when(session), "class", "small");
    markup.element("p", costs(session.overall()));
    alerts(session);
    Optional<Span> span = Span.of(session);
    markup.open("div", "class", "evidence-of");
    if (span.isPresent() && !session.charts().isEmpty()) {
      new Charts(markup, span.get(), findings.alerts(session), findings, id)
          .write(session.charts());
    } else {
      markup.element("p", "There are no curves.", "class", "small");
    }
    Track.write(markup, session, findings);
    markup.close();
    markup.close();
  }

  private static String costs(Score score) {
    return score.known()
        ? Wording.percent(score.confidence())
            + " sure. What it cost most: "
            + score.explanation().replace(" -", " −")
            + "."
        : "Nothing recent is known.";
  }

  private void alerts(Session session) {
    List<Alert> alerts = findings.alerts(session);
    if (alerts.isEmpty()) {
      return;
    }
    markup.open("ul", "class", "marks");
    for (Alert alert : alerts) {
      markup.open("li");
      Incidents.severity(markup, alert.severity());
      markup.text(" ");
      int number = findings.number(alert);
      markup.element(
          "a", number + " " + Wording.capital(alert.message()), "href", "#alert-" + number);
      Span span = findings.span(alert);
      markup.text(
          ", "
              + Wording.clock(span.from())
              + (alert.resolvedAt().isPresent() ? " to " + Wording.clock(span.to()) : " on")
              + ", "
              + Incidents.state(alert.state()));
      markup.close();
    }
    markup.close();
  }

  private static String when(Session session) {
    return Span.of(session).map(Wording::roughly).orElse("time not known");
  }
}
