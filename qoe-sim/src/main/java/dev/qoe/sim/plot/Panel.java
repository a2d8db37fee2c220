package dev.qoe.sim.plot;

import dev.qoe.sim.plot.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The part of a figure that one chart takes. Confine to one thread. */
final class Panel {

  private static final double LEFT = 64;
  private static final double RIGHT = 24;
  private static final double MOST_RIGHT = 300;
  private static final double LETTER = 7.2;
  private static final double TOP = 52;
  private static final double BOTTOM = 48;
  private static final double LINE_HEIGHT = 15;

  private final Chart chart;
  private final Canvas canvas;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final Axis xs;
  private final Axis ys;

  Panel(Chart chart, Canvas canvas, int width, int y, int height) {
    this.chart = chart;
    this.canvas = canvas;
    left = LEFT;
    right = width - roomForLabels(chart);
    top = y + TOP;
    bottom = y + height - BOTTOM;
    xs = chart.xAxis(left, right);
    ys = chart.yAxis(bottom, top);
  }

  private static double roomForLabels(Chart chart) {
    int longest =
        chart.series().stream().mapToInt(series -> series.label().length()).max().orElse(0);
    return Math.min(MOST_RIGHT, RIGHT + LETTER * longest);
  }

  /** Returns what of a text has room. */
  private static String fitted(String text, double room) {
    int most = (int) Math.max(2, room / LETTER);
    return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
  }

  void draw() {
    canvas.text(left, top - 30, Anchor.START, Ink.TEXT, true, chart.title());
    canvas.text(left, top - 10, Anchor.START, Ink.MUTED, false, chart.yLabel());
    canvas.text((left + right) / 2, bottom + 38, Anchor.MIDDLE, Ink.MUTED, false, chart.xLabel());
    drawGrid();
    for (int i = 0; i < chart.series().size(); i++) {
      drawSeries(i, chart.series().get(i));
    }
    drawLabels();
  }

  private void drawGrid() {
    for (BigDecimal tick : ys.ticks()) {
      double y = ys.at(tick.doubleValue());
      boolean zero = tick.signum() == 0;
      canvas.line(new double[] {left, right}, new double[] {y, y}, zero ? Ink.MUTED : Ink.GRID, 1);
      canvas.text(left - 8, y + 4, Anchor.END, Ink.MUTED, false, Axis.label(tick));
    }
    if (chart.categories().isEmpty()) {
      for (BigDecimal tick : xs.ticks()) {
        drawPlace(xs.at(tick.doubleValue()), Axis.label(tick));
      }
    } else {
      for (int i = 0; i < chart.categories().size(); i++) {
        drawPlace(xs.at(i), fitted(chart.categories().get(i), xs.at(1) - xs.at(0)));
      }
    }
  }

  private void drawPlace(double x, String label) {
    canvas.line(new double[] {x, x}, new double[] {bottom, bottom + 4}, Ink.MUTED, 1);
    canvas.text(x, bottom + 18, Anchor.MIDDLE, Ink.MUTED, false, label);
  }

  private void drawSeries(int index, Series series) {
    Ink ink = Ink.series(index);
    double offset = chart.offset(index);
    double[] px =
        IntStream.range(0, series.size()).mapToDouble(i -> xs.at(series.x(i) + offset)).toArray();
    switch (series.mark()) {
      case LINE -> drawLine(series, px, ink);
      case DOTS -> {
        for (int i = 0; i < px.length; i++) {
          if (Double.isFinite(series.y(i))) {
            canvas.circle(px[i], ys.at(series.y(i)), 2, ink);
          }
        }
      }
      case WHISKERS -> {
        for (int i = 0; i < px.length; i++) {
          if (Double.isFinite(series.y(i))) {
            double[] ends = {end(series.low(i), series.y(i)), end(series.high(i), series.y(i))};
            canvas.line(new double[] {px[i], px[i]}, ends, ink, 1.5);
            canvas.circle(px[i], ys.at(series.y(i)), 4, ink);
          }
        }
      }
    }
  }

  private void drawLine(Series series, double[] px, Ink ink) {
    int start = 0;
    for (int i = 0; i <= px.length; i++) {
      if (i == px.length || !Double.isFinite(series.y(i))) {
        if (i > start) {
          drawPiece(series, px, start, i, ink);
        }
        start = i + 1;
      }
    }
  }

  /** Draws what lies between two gaps. */
  private void drawPiece(Series series, double[] px, int start, int end, Ink ink) {
    int n = end - start;
    double[] bandX = new double[2 * n];
    double[] bandY = new double[2 * n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = ys.at(series.y(start + i));
      bandX[i] = px[start + i];
      bandX[2 * n - 1 - i] = px[start + i];
      bandY[i] = end(series.low(start + i), series.y(start + i));
      bandY[2 * n - 1 - i] = end(series.high(start + i), series.y(start + i));
    }
    canvas.area(bandX, bandY, ink);
    canvas.line(Arrays.copyOfRange(px, start, end), y, ink, 2);
    if (n == 1) {
      canvas.circle(px[start], y[0], 3, ink);
    }
  }

  /** Returns where a bound is drawn; one that is not known coincides with its value. */
  private double end(double bound, double value) {
    return ys.at(clamp(Double.isFinite(bound) ? bound : value));
  }

  private double clamp(double value) {
    return Math.max(ys.min(), Math.min(ys.max(), value));
  }

  /** Writes each label where its series ends, pushed down where two would touch. */
  private void drawLabels() {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, chart.series().size()).boxed().toList());
    order.removeIf(i -> chart.series().get(i).label().isBlank());
    order.sort(Comparator.comparingDouble(i -> end(chart.series().get(i))));
    double lowest = top;
    for (int i : order) {
      double y = Math.max(lowest, end(chart.series().get(i)) + 4);
      String label = fitted(chart.series().get(i).label(), MOST_RIGHT - RIGHT);
      canvas.text(right + 8, y, Anchor.START, Ink.series(i), false, label);
      lowest = y + LINE_HEIGHT;
    }
  }

  private double end(Series series) {
    for (int i = series.size() - 1; i >= 0; i--) {
      if (Double.isFinite(series.y(i))) {
        return ys.at(clamp(series.y(i)));
      }
    }
    return bottom;
  }
}
