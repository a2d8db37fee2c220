package dev.qoe.plugin.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the ticks of an axis stand: at round values, few enough to be read.
 *
 * <p>Immutable.
 *
 * @param low its lowest value
 * @param high its highest value, above {@code low}
 * @param step from tick to tick, {@code > 0}
 */
record Axis(double low, double high, double step) {

  private static final int MOST_STEPS = 5;
  private static final int MOST_TICKS_OF_TIME = 8;
  private static final double[] ROUND = {5, 2.5, 2, 1};
  private static final long[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400
  };

  /** Returns the axis of round values that holds {@code low} to {@code high}. */
  static Axis of(double low, double high) {
    double step = roundUp((high - low) / MOST_STEPS);
    double slack = 1e-9 * (high - low);
    double bottom = Math.floor((low + slack) / step) * step;
    double top = Math.ceil((high - slack) / step) * step;
    return new Axis(bottom, top, step);
  }

  /** Returns the largest of 1, 2, 2.5, 5 times a power of ten that is at most {@code most}. */
  static double roundDown(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    for (double factor : ROUND) {
      if (factor * power <= most * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return power;
  }

  /** Returns the smallest of 1, 2, 2.5, 5 times a power of ten that is at least {@code least}. */
  private static double roundUp(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int i = ROUND.length - 1; i >= 0; i--) {
      if (ROUND[i] * power >= least * (1 - 1e-9)) {
        return ROUND[i] * power;
      }
    }
    return 10 * power;
  }

  /** Returns the values of the ticks, the lowest first. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= count; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Returns how far {@code value} lies above the bottom, 0 to 1. */
  double position(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  /** Returns the round instants within {@code span} at which its axis has ticks. */
  static List<Instant> ticks(Span span) {
    long seconds = Math.max(1, span.length().toSeconds());
    long step = SECONDS[SECONDS.length - 1];
    for (int i = SECONDS.length - 1; i >= 0 && seconds / SECONDS[i] < MOST_TICKS_OF_TIME; i--) {
      step = SECONDS[i];
    }
    while (seconds / step >= MOST_TICKS_OF_TIME) {
      step *= 2;
    }
    List<Instant> ticks = new ArrayList<>();
    long first = Math.floorDiv(span.from().getEpochSecond() + step - 1, step) * step;
    for (Instant tick = Instant.ofEpochSecond(first);
        !tick.isAfter(span.to());
        tick = tick.plus(Duration.ofSeconds(step))) {
      ticks.add(tick);
    }
    return ticks;
  }
}
