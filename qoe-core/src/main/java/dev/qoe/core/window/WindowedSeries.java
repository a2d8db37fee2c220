package dev.qoe.core.window;

import dev.qoe.core.internal.Micros;
import java.util.function.Consumer;

/**
 * Values of one series in windows of event time.
 *
 * <p>The newest value less the lateness is how far time has come: windows that end by then are
 * handed out, in the order of their ends, on the thread that adds. Adding allocates nothing but, at
 * first, the windows themselves. Confine to one thread.
 *
 * @since 0.1
 */
public final class WindowedSeries extends WindowedStream {

  private final Frames<ValueAccumulator> frames;
  private final Consumer<? super WindowResult<ValueStatistics>> closed;
  private final long halfLifeMicros;
  private double smoothed = Double.NaN;
  private long smoothedMicros;

  WindowedSeries(Windows windows, Consumer<? super WindowResult<ValueStatistics>> closed) {
    this.closed = closed;
    this.halfLifeMicros = windows.halfLifeMicros();
    this.frames =
        windows.frames(
            windows.percentiles() ? ValueAccumulator::sketched : ValueAccumulator::plain,
            this::close);
  }

  /**
   * Adds a value.
   *
   * @param epochMicros when it was true, in microseconds since 1970, UTC
   * @param value finite, of a magnitude up to 2^53
   */
  public Arrival add(long epochMicros, double value) {
    return add(epochMicros, value, 1);
  }

  /**
   * Adds a value that stands for several, as the mean of a histogram does.
   *
   * @param epochMicros when it was true, in microseconds since 1970, UTC
   * @param value finite; of a magnitude up to 2^53, also times {@code times}
   * @param times how many values it stands for, {@code >= 1}
   */
  public Arrival add(long epochMicros, double value, long times) {
    boolean valid = times >= 1 && Math.abs(value) * (double) times <= QuantileSketch.MAX_VALUE;
    if (!valid || !isTime(epochMicros)) {
      return note(Arrival.REFUSED);
    }
    ValueAccumulator gathered = frames.at(epochMicros);
    if (gathered == null) {
      return note(Arrival.TOO_LATE);
    }
    gathered.add(epochMicros, value, times);
    return note(frames.added(epochMicros));
  }

  @Override
  Frames<?> frames() {
    return frames;
  }

  private double close(
      long fromMicros, long toMicros, ValueAccumulator gathered, int revision, double memo) {
    double average = memo;
    if (revision == 0 && halfLifeMicros > 0) {
      average = smooth(gathered.mean(), toMicros);
    }
    closed.accept(
        new WindowResult<>(
            Micros.instant(fromMicros),
            Micros.instant(toMicros),
            revision,
            gathered.statistics(average)));
    return average;
  }

  private double smooth(double mean, long toMicros) {
    double keep = StrictMath.pow(0.5, (double) (toMicros - smoothedMicros) / halfLifeMicros);
    smoothed = Double.isNaN(smoothed) ? mean : mean + (smoothed - mean) * keep;
    smoothedMicros = toMicros;
    return smoothed;
  }
}
