package dev.qoe.core.report;

import dev.qoe.api.report.Chart;
import dev.qoe.core.sum.ExactSum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Means of a value over equal steps of time. Confine to one thread. */
final class Timeline {

  /** How many empty steps in a row break the curve. */
  private static final int GAP_STEPS = 6;

  private final long stepMillis;
  private final Map<Long, Mean> steps = new TreeMap<>();

  private static final class Mean {
    private final ExactSum sum = ExactSum.zero();
    private long count;
  }

  Timeline(Duration step) {
    this.stepMillis = step.toMillis();
  }

  void add(Instant time, double value) {
    Mean mean =
        steps.computeIfAbsent(Math.floorDiv(time.toEpochMilli(), stepMillis), unused -> new Mean());
    mean.sum.add(value);
    mean.count++;
  }

  /** Returns the means at the middle of their steps; a NaN stands where the curve is broken. */
  List<Chart.Point> points() {
    List<Chart.Point> points = new ArrayList<>();
    long last = Long.MAX_VALUE;
    for (Map.Entry<Long, Mean> step : steps.entrySet()) {
      if (step.getKey() - GAP_STEPS > last) {
        points.add(new Chart.Point(middle(last + 1), Double.NaN));
      }
      last = step.getKey();
      points.add(
          new Chart.Point(middle(last), step.getValue().sum.value() / step.getValue().count));
    }
    return points;
  }

  private Instant middle(long step) {
    return Instant.ofEpochMilli(step * stepMillis + stepMillis / 2);
  }
}
