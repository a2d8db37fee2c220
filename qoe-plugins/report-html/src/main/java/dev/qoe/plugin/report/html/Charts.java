package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.report.Chart;
import dev.qoe.api.score.QoeClass;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Curves over one common axis of time, one below the other, with the time of alerts shaded.
 *
 * <p>The pictures stretch with the page while their labels, which are text of the page, keep their
 * size. Confine to one thread.
 */
final class Charts {

  private static final int FINE_MINUTES = 5;
  private static final String VIEW_BOX = "0 0 " + Curve.WIDTH + " " + Curve.HEIGHT;

  private final Markup markup;
  private final Span span;
  private final List<Alert> alerts;
  private final Findings findings;
  private final String id;

  Charts(Markup markup, Span span, List<Alert> alerts, Findings findings, String id) {
    this.markup = markup;
    this.span = span;
    this.alerts = alerts;
    this.findings = findings;
    this.id = id;
  }

  /** Writes all curves; the first is the score's. */
  void write(List<Chart> charts) {
    markup.open("div", "class", "charts");
    for (int i = 0; i < charts.size(); i++) {
      figure(charts.get(i), i);
      if (i == 0 && charts.size() > 1) {
        times();
      }
    }
    times();
    markup.close();
  }

  /** Writes the score's curve alone. */
  void scoreOnly(Chart score) {
    markup.open("div", "class", "charts");
    figure(score, 0);
    times();
    markup.close();
  }

  private void figure(Chart chart, int index) {
    boolean score = index == 0;
    Axis axis = score ? new Axis(0, 100, 20) : Axis.of(chart.low(), chart.high());
    String summary = summary(chart);
    markup.open("figure", "class", score ? "chart score" : "chart");
    markup.open("figcaption");
    markup.element("b", Wording.capital(chart.title()));
    markup.text(chart.unit().isEmpty() ? " " : ", " + chart.unit() + " ");
    markup.element("span", summary, "class", "small");
    markup.close();
    markup.open("div", "class", "plot");
    picture(chart, axis, index, summary);
    for (double tick : axis.ticks()) {
      label("y", "top", 1 - axis.position(tick), Wording.value(tick, ""));
    }
    if (score) {
      classes();
      marks();
    }
    markup.close();
    markup.close();
  }

  private static String summary(Chart chart) {
    DoubleSummaryStatistics all =
        chart.points().stream()
            .mapToDouble(Chart.Point::value)
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    return all.getCount() == 0
        ? "nothing known"
        : "mean %s, lowest %s, highest %s"
            .formatted(
                Wording.value(all.getAverage(), chart.unit()),
                Wording.value(all.getMin(), ""),
                Wording.value(all.getMax(), ""));
  }

  private void picture(Chart chart, Axis axis, int index, String summary) {
    String name = id + "-c" + index;
    markup.open(
        "svg",
        "viewBox",
        VIEW_BOX,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-labelledby",
        name + "-t " + name + "-d");
    markup.element("title", Wording.capital(chart.title()) + " over time", "id", name + "-t");
    markup.element("desc", Wording.roughly(span) + ": " + summary, "id", name + "-d");
    if (index == 0) {
      bands();
    }
    grid(axis);
    alerts.forEach(this::shade);
    String path = new Curve(span, axis).path(chart.points());
    if (!path.isEmpty()) {
      markup.empty("path", "class", "curve", "d", path);
    }
    markup.close();
  }

  /** The five classes as bands behind the score. */
  private void bands() {
    for (QoeClass word : QoeClass.values()) {
      markup.empty(
          "rect",
          "class",
          "band q-" + word.word(),
          "y",
          Coordinates.of(80 - word.from()),
          "width",
          Integer.toString(Curve.WIDTH),
          "height",
          "20");
    }
  }

  private void grid(Axis axis) {
    StringBuilder lines = new StringBuilder();
    for (double tick : axis.ticks()) {
      lines
          .append("M0 ")
          .append(Coordinates.of(Curve.HEIGHT * (1 - axis.position(tick))))
          .append('h')
          .append(Curve.WIDTH);
    }
    for (Instant tick : Axis.ticks(span)) {
      lines
          .append('M')
          .append(Coordinates.of(Curve.WIDTH * span.position(tick)))
          .append(" 0v")
          .append(Curve.HEIGHT);
    }
    markup.empty("path", "class", "grid", "d", lines.toString());
  }

  private void shade(Alert alert) {
    Span lasted = findings.span(alert);
    double from = Curve.WIDTH * span.position(lasted.from());
    double to = Curve.WIDTH * span.position(lasted.to());
    boolean hidden = alert.state() == AlertState.SUPPRESSED;
    markup.empty(
        "rect",
        "class",
        hidden ? "shade hidden" : "shade",
        "x",
        Coordinates.of(from),
        "width",
        Coordinates.of(Math.max(1, to - from)),
        "height",
        Integer.toString(Curve.HEIGHT));
  }

  private void classes() {
    for (QoeClass word : QoeClass.values()) {
      label("class", "top", 0.9 - word.from() / 100, word.word());
    }
  }

  /** The numbers of the alerts over their shades. */
  private void marks() {
    int row = 0;
    for (Alert alert : alerts) {
      if (alert.state() != AlertState.SUPPRESSED) {
        int number = findings.number(alert);
        markup.element(
            "a",
            number + " " + alert.type(),
            "class",
            markClass(alert),
            "href",
            "#alert-" + number,
            "style",
            markStyle(alert) + ";top:" + 1.3 * row++ + "rem");
      }
    }
  }

  /** A mark in the right half ends where its shade ends, so that it stays on the picture. */
  private boolean right(Alert alert) {
    return span.position(findings.span(alert).from()) > 0.5;
  }

  private String markClass(Alert alert) {
    return right(alert) ? "mark right" : "mark";
  }

  private String markStyle(Alert alert) {
    Span lasted = findings.span(alert);
    return right(alert)
        ? "right:" + percent(1 - span.position(lasted.to()))
        : "left:" + percent(span.position(lasted.from()));
  }

  private void times() {
    markup.open("div", "class", "times", "aria-hidden", "true");
    boolean days = span.length().toDays() > 0;
    boolean fine = span.length().toMinutes() < FINE_MINUTES;
    String day = "";
    for (Instant tick : Axis.ticks(span)) {
      boolean newDay = days && !Wording.day(tick).equals(day);
      day = Wording.day(tick);
      String time = fine ? Wording.clock(tick) : Wording.minute(tick);
      label("x", "left", span.position(tick), newDay ? day.substring(5) : time);
    }
    markup.close();
  }

  private void label(String style, String side, double position, String text) {
    markup.element(
        "span",
        text,
        "class",
        style,
        "style",
        side + ":" + percent(position),
        "aria-hidden",
        "true");
  }

  private static String percent(double share) {
    return Coordinates.of(100 * share) + "%";
  }
}
