package dev.qoe.plugin.report.html;

import dev.qoe.api.report.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A curve as the path of an SVG: broken where there is a gap, and no finer than it can be seen.
 *
 * <p>Of the points that fall into one column of the picture only the first, the last, the lowest
 * and the highest are drawn, which looks the same as all of them. Immutable.
 */
final class Curve {

  /** Width of the picture, in its own units. */
  static final int WIDTH = 720;

  /** Height of the picture, in its own units. */
  static final int HEIGHT = 100;

  /** So many times the usual step without a point is a gap, as a NaN is. */
  private static final int GAP_STEPS = 10;

  private final Span span;
  private final Axis axis;

  Curve(Span span, Axis axis) {
    this.span = span;
    this.axis = axis;
  }

  private record Dot(double x, double y) {}

  /** Returns the path's data; empty if no point is known. */
  String path(List<Chart.Point> points) {
    long gapMillis = GAP_STEPS * usualStepMillis(points);
    StringBuilder path = new StringBuilder();
    List<Dot> run = new ArrayList<>();
    long last = Long.MAX_VALUE;
    for (Chart.Point point : points) {
      long millis = point.time().toEpochMilli();
      boolean known = !Double.isNaN(point.value());
      if (!known || millis - gapMillis > last) {
        draw(run, path);
      }
      if (known) {
        run.add(
            new Dot(
                WIDTH * span.position(point.time()), HEIGHT * (1 - axis.position(point.value()))));
      }
      last = millis;
    }
    draw(run, path);
    return path.toString();
  }

  private static void draw(List<Dot> run, StringBuilder path) {
    if (!run.isEmpty()) {
      List<Dot> thinned = thinned(run);
      char command = 'M';
      for (Dot dot : thinned) {
        path.append(command);
        Coordinates.append(path, dot.x, dot.y);
        command = command == 'M' ? 'L' : ' ';
      }
      if (thinned.size() == 1) {
        path.append("h0");
      }
      run.clear();
    }
  }

  private static List<Dot> thinned(List<Dot> run) {
    List<Dot> kept = new ArrayList<>();
    int from = 0;
    while (from < run.size()) {
      int to = from;
      while (to < run.size() && (int) run.get(to).x == (int) run.get(from).x) {
        to++;
      }
      kept.addAll(extremes(run.subList(from, to)));
      from = to;
    }
    return kept;
  }

  private static List<Dot> extremes(List<Dot> column) {
    if (column.size() <= 4) {
      return column;
    }
    Comparator<Dot> byHeight = Comparator.comparingDouble(Dot::y);
    int low = column.indexOf(column.stream().min(byHeight).orElseThrow());
    int high = column.indexOf(column.stream().max(byHeight).orElseThrow());
    int[] kept = {0, Math.min(low, high), Math.max(low, high), column.size() - 1};
    return Arrays.stream(kept).distinct().mapToObj(column::get).toList();
  }

  /** Returns the median of the steps from point to point. */
  private static long usualStepMillis(List<Chart.Point> points) {
    long[] steps = new long[Math.max(0, points.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = points.get(i + 1).time().toEpochMilli() - points.get(i).time().toEpochMilli();
    }
    Arrays.sort(steps);
    return steps.length == 0 ? 0 : steps[steps.length / 2];
  }
}
