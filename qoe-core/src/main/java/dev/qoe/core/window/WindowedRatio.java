package dev.qoe.core.window;

import dev.qoe.core.internal.Micros;
import java.util.function.Consumer;

/**
 * Shares of a whole in windows of event time: numerators and denominators are summed, never shares
 * averaged.
 *
 * <p>Windows are closed as in a {@link WindowedSeries}. Confine to one thread.
 *
 * @since 0.1
 */
public final class WindowedRatio extends WindowedStream {

  private final Frames<RatioAccumulator> frames;

  WindowedRatio(Windows windows, Consumer<? super WindowResult<RatioStatistics>> closed) {
    frames =
        windows.frames(
            RatioAccumulator::new,
            (from, to, gathered, revision, memo) -> {
              closed.accept(
                  new WindowResult<>(
                      Micros.instant(from), Micros.instant(to), revision, gathered.statistics()));
              return memo;
            });
  }

  /**
   * Adds a reading.
   *
   * @param epochMicros when it was true, in microseconds since 1970, UTC
   * @param numerator the part, {@code >= 0}
   * @param denominator the whole, {@code >= numerator} and at most 2^53
   */
  public Arrival add(long epochMicros, double numerator, double denominator) {
    boolean valid =
        numerator >= 0 && numerator <= denominator && denominator <= QuantileSketch.MAX_VALUE;
    if (!valid || !isTime(epochMicros)) {
      return note(Arrival.REFUSED);
    }
    RatioAccumulator gathered = frames.at(epochMicros);
    if (gathered == null) {
      return note(Arrival.TOO_LATE);
    }
    gathered.add(numerator, denominator);
    return note(frames.added(epochMicros));
  }

  @Override
  Frames<?> frames() {
    return frames;
  }
}
