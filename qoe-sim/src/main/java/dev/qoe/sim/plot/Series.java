package dev.qoe.sim.plot;

import java.util.stream.DoubleStream;

/** The marks of one label: values over places, with bounds where they are known. Immutable. */
record Series(String label, Mark mark, double[] xs, double[] ys, double[] lows, double[] highs) {

  /** How values are drawn. */
  enum Mark {
    /** A line with a band; a gap where a value is not finite. */
    LINE,
    /** A dot for each value. */
    DOTS,
    /** A dot with a line from its lower to its upper bound. */
    WHISKERS
  }

  Series {
    if (xs.length != ys.length || lows.length != ys.length || highs.length != ys.length) {
      throw new IllegalArgumentException(
          "series '%s' must have as many places, values and bounds: %d, %d, %d, %d"
              .formatted(label, xs.length, ys.length, lows.length, highs.length));
    }
    xs = xs.clone();
    ys = ys.clone();
    lows = lows.clone();
    highs = highs.clone();
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
