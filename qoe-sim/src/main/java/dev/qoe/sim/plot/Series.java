package dev.qoe.sim.plot;

import java.util.stream.DoubleStream;

/** The marks of one label: values over places, with bounds where they are known. Immutable. */
final class Series {

  private final String label;
  private final Mark mark;
  private final double[] xs;
  private final double[] ys;
  private final double[] lows;
  private final double[] highs;

  /** How values are drawn. */
  enum Mark {
    /** A line with a band; a gap where a value is not finite. */
    LINE,
    /** A dot for each value. */
    DOTS,
    /** A dot with a line from its lower to its upper bound. */
    WHISKERS
  }

  Series(String label, Mark mark, double[] xs, double[] ys, double[] lows, double[] highs) {
    if (xs.length != ys.length || lows.length != ys.length || highs.length != ys.length) {
      throw new IllegalArgumentException(
          "series '%s' must have as many places, values and bounds: %d, %d, %d, %d"
              .formatted(label, xs.length, ys.length, lows.length, highs.length));
    }
    this.label = label;
    this.mark = mark;
    this.xs = xs.clone();
    this.ys = ys.clone();
    this.lows = lows.clone();
    this.highs = highs.clone();
  }

  String label() {
    return label;
  }

  Mark mark() {
    return mark;
  }

  int size() {
    return xs.length;
  }

  double x(int i) {
    return xs[i];
  }

  double y(int i) {
    return ys[i];
  }

  double low(int i) {
    return lows[i];
  }

  double high(int i) {
    return highs[i];
  }

  DoubleStream finiteXs() {
    return DoubleStream.of(xs).filter(Double::isFinite);
  }

  DoubleStream finiteYs() {
    return DoubleStream.concat(
            DoubleStream.of(ys), DoubleStream.concat(DoubleStream.of(lows), DoubleStream.of(highs)))
        .filter(Double::isFinite);
  }
}
