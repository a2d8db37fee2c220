package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * One alert told as a story: what, where, when, why, what it did, what to do, and the evidence.
 *
 * <p>Confine to one thread.
 */
final class Story {

  private static final int MOST_SERVERS = 6;

  private final Markup markup;
  private final Findings findings;
  private final Alert alert;
  private final Span span;

  Story(Markup markup, Findings findings, Alert alert) {
    this.markup = markup;
    this.findings = findings;
    this.alert = alert;
    this.span = findings.span(alert);
  }

  void write() {
    String id = "story-" + findings.number(alert);
    markup.open("article", "class", "story", "aria-labelledby", id);
    markup.open("h3", "id", id);
    Incidents.severity(markup, alert.severity());
    markup.text(" " + Wording.capital(alert.message()));
    markup.close();
    facts();
    findings.session(alert).ifPresent(this::effect);
    markup.open("div", "class", "columns");
    findings.session(alert).ifPresent(this::beforeAndDuring);
    evidence();
    markup.close();
    life();
    markup.close();
  }

  private void facts() {
    markup.open("dl", "class", "facts");
    term("When");
    when();
    markup.close();
    term("Where");
    Incidents.place(markup, findings, alert);
    findings
        .session(alert)
        .map(this::servers)
        .filter(text -> !text.isEmpty())
        .ifPresent(markup::text);
    markup.close();
    term("Cause");
    markup.element("b", alert.cause().code());
    markup.text(": " + alert.cause().text());
    markup.close();
    Advice.on(alert.cause())
        .ifPresent(
            advice -> {
              term("To do");
              markup.text(advice);
              markup.close();
            });
    markup.close();
  }

  private void when() {
    if (alert.resolvedAt().isPresent()) {
      markup.element("b", Wording.span(span.from(), span.to()));
      markup.text(", " + Wording.duration(span.length()));
    } else {
      markup.text("from ");
      markup.element("b", Wording.time(span.from()));
      markup.text(
          " on; still %s when the data ended, %s later"
              .formatted(Incidents.state(alert.state()), Wording.roughly(span.length())));
    }
  }

  private void term(String name) {
    markup.element("dt", name);
    markup.open("dd");
  }

  /** Returns who served while the alert lasted, who served longest first. */
  private String servers(Session session) {
    Map<String, Integer> points = new LinkedHashMap<>();
    int all = 0;
    for (TrackPoint point : session.track()) {
      if (span.contains(point.time()) && !point.element().isBlank()) {
        points.merge(Wording.lastSegment(point.element()), 1, Integer::sum);
        all++;
      }
    }
    StringBuilder text = new StringBuilder();
    int total = all;
    points.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_SERVERS)
        .forEach(
            server ->
                text.append(text.isEmpty() ? ", served by " : ", ")
                    .append(server.getKey())
                    .append(" (")
                    .append(Wording.percent((double) server.getValue() / total))
                    .append(")"));
    if (points.size() > MOST_SERVERS) {
      text.append(" and ").append(points.size() - MOST_SERVERS).append(" more");
    }
    return text.toString();
  }

  /** The score over the whole session with the alert's time shaded. */
  private void effect(Session session) {
    if (!session.charts().isEmpty()) {
      Span.of(session)
          .ifPresent(
              whole ->
                  new Charts(
                          markup,
                          whole,
                          List.of(alert),
                          findings,
                          "story-" + findings.number(alert))
                      .scoreOnly(session.charts().get(0)));
    }
  }

  private void beforeAndDuring(Session session) {
    markup.open("div");
    markup.element("h4", "What it did");
    markup.open("table");
    Tables.head(markup, "Mean of", "before", "during");
    markup.open("tbody");
    for (Chart chart : session.charts()) {
      OptionalDouble during = mean(chart, span::contains);
      if (during.isPresent()) {
        markup.open("tr");
        markup.element("th", Wording.capital(chart.title()), "scope", "row");
        Tables.number(markup, shown(mean(chart, time -> time.isBefore(span.from())), chart));
        markup.open("td", "class", "n");
        markup.element("b", shown(during, chart));
        markup.close();
        markup.close();
      }
    }
    markup.close();
    markup.close();
    markup.close();
  }

  private static OptionalDouble mean(Chart chart, Predicate<Instant> when) {
    return chart.points().stream()
        .filter(point -> when.test(point.time()) && !Double.isNaN(point.value()))
        .mapToDouble(Chart.Point::value)
        .average();
  }

  private static String shown(OptionalDouble mean, Chart chart) {
    return mean.isPresent() ? Wording.value(mean.getAsDouble(), chart.unit()) : Wording.NOTHING;
  }

  private void evidence() {
    if (alert.evidence().isEmpty()) {
      return;
    }
    markup.open("div");
    markup.element("h4", "Evidence");
    markup.open("table", "class", "evidence");
    Tables.head(markup, "From", "Fact");
    markup.open("tbody");
    for (Evidence fact : alert.evidence()) {
      markup.open("tr");
      markup.open("td", "class", "time");
      markup.element("time", Wording.clock(fact.time()), "datetime", fact.time().toString());
      markup.close();
      markup.open("td");
      markup.text(fact.text());
      if (!fact.element().equals(alert.element())) {
        markup.element(
            "div", fact.element().name(), "class", "small", "title", fact.element().text());
      }
      markup.close();
      markup.close();
    }
    markup.close();
    markup.close();
    markup.close();
  }

  private void life() {
    markup.open("ol", "class", "life", "aria-label", "Life of the alert");
    for (Transition step : alert.history()) {
      markup.open("li");
      markup.element("time", Wording.clock(step.at()), "datetime", step.at().toString());
      markup.text(" ");
      markup.element("b", step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      markup.text(" by " + step.by() + ": " + step.reason());
      markup.close();
    }
    alert
        .annotations()
        .forEach(
            remark ->
                markup.element(
                    "li",
                    Wording.clock(remark.at()) + " " + remark.by() + " remarks: " + remark.text()));
    markup.close();
  }
}
