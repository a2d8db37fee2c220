package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The way of a session on a map-like plot, coloured by how good it was.
 *
 * <p>North is up. Neighbouring points of one class are drawn as one line. The stretches of alerts
 * are outlined. Confine to one thread.
 */
final class Track {

  /** So long without a point breaks the line. */
  private static final Duration GAP = Duration.ofMinutes(2);

  private static final double LEAST_STEP = 0.3;

  private final Markup markup;
  private final Session session;
  private final Findings findings;
  private final List<TrackPoint> points;
  private final Projection projection;
  private final Labels labels;
  private final String id;

  private Track(Markup markup, Session session, Findings findings) {
    this.markup = markup;
    this.session = session;
    this.findings = findings;
    this.points = session.track();
    this.projection = Projection.of(points.stream().map(TrackPoint::place).toList());
    this.labels = new Labels(markup, Projection.WIDTH, projection.height());
    this.id = "session-" + findings.number(session) + "-track";
  }

  /** Writes the track; nothing is known of places if there is none. */
  static void write(Markup markup, Session session, Findings findings) {
    if (session.track().isEmpty()) {
      markup.element("p", "Where it was is not known.", "class", "small track");
    } else {
      new Track(markup, session, findings).write();
    }
  }

  private void write() {
    markup.open("figure", "class", "track");
    markup.open("figcaption");
    markup.element("b", "Where");
    markup.element("span", " coloured by QoE; outlined: during an alert", "class", "small");
    markup.close();
    markup.open(
        "svg",
        "viewBox",
        "0 0 " + Projection.WIDTH + " " + projection.height(),
        "role",
        "img",
        "aria-labelledby",
        id + "-t " + id + "-d");
    markup.element("title", "Track of " + session.name(), "id", id + "-t");
    markup.element("desc", description(), "id", id + "-d");
    markup.empty(
        "rect",
        "class",
        "ground",
        "width",
        Integer.toString(Projection.WIDTH),
        "height",
        Integer.toString(projection.height()));
    outlines();
    List<List<TrackPoint>> runs = runs();
    runs.forEach(run -> markup.empty("path", "class", "casing", "d", path(run)));
    runs.forEach(this::line);
    scaleBar();
    north();
    ends();
    names();
    markup.close();
    Chips.distribution(
        markup,
        points.stream()
            .map(
                point ->
                    new Score(
                        session.overall().element(), point.time(), point.score(), 1, List.of()))
            .toList());
    markup.element("p", "Shares by points of the track, one each step.", "class", "small");
    markup.close();
  }

  private String description() {
    return "%s from %s to %s UTC"
        .formatted(
            Wording.count(points.size(), "point", "points"),
            Wording.clock(points.get(0).time()),
            Wording.clock(points.get(points.size() - 1).time()));
  }

  /** Returns the track in runs of one class; each begins where the one before it ends. */
  private List<List<TrackPoint>> runs() {
    List<List<TrackPoint>> runs = new ArrayList<>();
    List<TrackPoint> run = new ArrayList<>();
    for (TrackPoint point : points) {
      if (!run.isEmpty()) {
        TrackPoint last = run.get(run.size() - 1);
        boolean gap = gap(last, point);
        if (gap || !Chips.style(last.score()).equals(Chips.style(point.score()))) {
          if (!gap) {
            run.add(new TrackPoint(point.time(), point.place(), last.score(), last.element()));
          }
          runs.add(run);
          run = new ArrayList<>();
        }
      }
      run.add(point);
    }
    runs.add(run);
    return runs;
  }

  private static boolean gap(TrackPoint one, TrackPoint next) {
    return Duration.between(one.time(), next.time()).compareTo(GAP) > 0;
  }

  private void outlines() {
    for (Alert alert : findings.alerts(session)) {
      Span span = findings.span(alert);
      List<TrackPoint> stretch =
          points.stream().filter(point -> span.contains(point.time())).toList();
      if (!stretch.isEmpty() && alert.state() != AlertState.SUPPRESSED) {
        markup.empty("path", "class", "outline", "d", path(stretch));
      }
    }
  }

  private void line(List<TrackPoint> run) {
    TrackPoint first = run.get(0);
    markup.open("path", "class", "way " + Chips.style(first.score()), "d", path(run));
    TreeSet<String> servers = new TreeSet<>();
    run.stream()
        .map(point -> Wording.lastSegment(point.element()))
        .filter(name -> !name.isBlank())
        .forEach(servers::add);
    markup.element(
        "title",
        Wording.clock(first.time())
            + " "
            + Wording.judged(first.score())
            + (servers.isEmpty() ? "" : " at " + String.join(", ", servers)));
    markup.close();
  }

  /** Returns the path through points, without those too near to the one before; gaps break it. */
  private String path(List<TrackPoint> run) {
    StringBuilder path = new StringBuilder();
    TrackPoint last = run.get(0);
    double x = projection.x(last.place());
    double y = projection.y(last.place());
    path.append('M');
    Coordinates.append(path, x, y);
    path.append("h0");
    for (int i = 1; i < run.size(); i++) {
      TrackPoint point = run.get(i);
      double nextX = projection.x(point.place());
      double nextY = projection.y(point.place());
      if (gap(last, point) || Math.hypot(nextX - x, nextY - y) >= LEAST_STEP) {
        path.append(gap(last, point) ? 'M' : 'L');
        Coordinates.append(path, nextX, nextY);
        x = nextX;
        y = nextY;
      }
      last = point;
    }
    return path.toString();
  }

  private void ends() {
    TrackPoint first = points.get(0);
    TrackPoint last = points.get(points.size() - 1);
    double x = projection.x(first.place());
    double y = projection.y(first.place());
    markup.empty(
        "circle",
        "class",
        "tip start",
        "cx",
        Coordinates.of(x),
        "cy",
        Coordinates.of(y),
        "r",
        "4.5");
    double endX = projection.x(last.place());
    double endY = projection.y(last.place());
    markup.empty(
        "rect",
        "class",
        "tip end",
        "x",
        Coordinates.of(endX - 4),
        "y",
        Coordinates.of(endY - 4),
        "width",
        "8",
        "height",
        "8");
    labels.reserve(x - 5, y - 4, x + 5, y + 4);
    labels.reserve(endX - 5, endY - 4, endX + 5, endY + 4);
    labels.near("start " + Wording.minute(first.time()), x, y);
    labels.near("end " + Wording.minute(last.time()), endX, endY);
  }

  private void names() {
    for (Alert alert : findings.alerts(session)) {
      Span span = findings.span(alert);
      List<TrackPoint> stretch =
          points.stream().filter(point -> span.contains(point.time())).toList();
      if (!stretch.isEmpty() && alert.state() != AlertState.SUPPRESSED) {
        TrackPoint middle = stretch.get(stretch.size() / 2);
        labels.near(
            findings.number(alert) + " " + alert.type(),
            projection.x(middle.place()),
            projection.y(middle.place()));
      }
    }
  }

  private void scaleBar() {
    double metres = Axis.roundDown(Projection.WIDTH / 3.0 / projection.unitsPerMetre());
    double width = metres * projection.unitsPerMetre();
    int y = projection.height() - 10;
    markup.empty(
        "path", "class", "ruler", "d", "M10 " + (y - 4) + "v4h" + Coordinates.of(width) + "v-4");
    String length =
        metres >= 1000 ? Wording.value(metres / 1000, "km") : Wording.value(metres, "m");
    text(length, 14, y - 6, "start");
    labels.reserve(0, y - 18, 20 + Math.max(40, width), y + 10);
  }

  private void north() {
    markup.empty("path", "class", "north", "d", "M346 8l5 14-5-3-5 3z");
    text("N", 346, 34, "middle");
    labels.reserve(338, 0, Projection.WIDTH, 38);
  }

  private void text(String text, double x, double y, String anchor) {
    markup.element(
        "text", text, "x", Coordinates.of(x), "y", Coordinates.of(y), "text-anchor", anchor);
  }
}
