package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.plot.Chart;
import dev.qoe.sim.plot.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plots of an experiment: a chart for each measure, over the parameter with the most levels. */
final class ResultPlot {

  private static final int MOST_LINES = 6;

  private final ExperimentResult result;
  private final List<Parameter> parameters;

  private ResultPlot(ExperimentResult result) {
    this.result = result;
    this.parameters = result.experiment().parameters();
  }

  static Figure of(ExperimentResult result) {
    ResultPlot plot = new ResultPlot(result);
    return Figure.of(result.experiment().outputs().stream().map(plot::chart).toList());
  }

  private Chart chart(Output output) {
    int x = widest();
    Chart chart = Chart.titled(result.experiment().name()).y(output.name(), symbol(output.unit()));
    if (parameters.isEmpty()) {
      return whiskers(chart.categories(List.of("all")), -1, output);
    }
    Parameter along = parameters.get(x);
    chart = chart.x(along.name(), symbol(along.domain().unit()));
    Map<String, List<Point>> lines = lines(x);
    if (!along.domain().isNumeric()) {
      return whiskers(chart.categories(labels(x)), x, output);
    }
    return lines.size() <= MOST_LINES ? lines(chart, x, lines, output) : dots(chart, x, output);
  }

  /** Returns the index of the numeric parameter with the most levels, or of the first one. */
  private int widest() {
    int widest = 0;
    long most = -1;
    for (int p = 0; p < parameters.size(); p++) {
      long levels = parameters.get(p).domain().isNumeric() ? labels(p).size() : 0;
      if (levels > most) {
        most = levels;
        widest = p;
      }
    }
    return widest;
  }

  private List<String> labels(int parameter) {
    return result.points().stream()
        .map(point -> point.levels().get(parameter).label())
        .distinct()
        .toList();
  }

  /** Returns the points that share the levels of all other parameters, by these levels. */
  private Map<String, List<Point>> lines(int x) {
    Map<String, List<Point>> lines = new LinkedHashMap<>();
    for (Point point : result.points()) {
      List<String> others = new ArrayList<>();
      for (int p = 0; p < parameters.size(); p++) {
        if (p != x) {
          Level level = point.levels().get(p);
          others.add(
              parameters.get(p).domain().isNumeric()
                  ? parameters.get(p).name() + " " + level
                  : level.label());
        }
      }
      lines.computeIfAbsent(String.join(", ", others), label -> new ArrayList<>()).add(point);
    }
    return lines;
  }

  private Chart lines(Chart chart, int x, Map<String, List<Point>> lines, Output output) {
    Chart drawn = chart;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      List<Point> points = line.getValue();
      drawn =
          drawn.line(
              line.getKey(),
              points.stream().mapToDouble(point -> point.levels().get(x).number()).toArray(),
              points.stream().mapToDouble(point -> interval(point, output).mean()).toArray(),
              points.stream().mapToDouble(point -> interval(point, output).lower()).toArray(),
              points.stream().mapToDouble(point -> interval(point, output).upper()).toArray());
    }
    return drawn;
  }

  private Chart dots(Chart chart, int x, Output output) {
    List<Point> points = result.points();
    return chart.dots(
        "",
        points.stream().mapToDouble(point -> point.levels().get(x).number()).toArray(),
        points.stream().mapToDouble(point -> interval(point, output).mean()).toArray());
  }

  private Chart whiskers(Chart chart, int x, Output output) {
    List<Point> points = result.points();
    return chart.whiskers(
        "",
        points.stream().mapToDouble(point -> x < 0 ? 0 : point.levels().get(x).number()).toArray(),
        points.stream().mapToDouble(point -> interval(point, output).mean()).toArray(),
        points.stream().mapToDouble(point -> interval(point, output).lower()).toArray(),
        points.stream().mapToDouble(point -> interval(point, output).upper()).toArray());
  }

  private Interval interval(Point point, Output output) {
    return result.interval(point.index(), output.name());
  }

  private static String symbol(Unit unit) {
    return unit.equals(Domain.NO_UNIT) ? "" : unit.symbol();
  }
}
