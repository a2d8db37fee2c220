package dev.qoe.core.window;

import dev.qoe.core.internal.Micros;
import java.util.List;
import java.util.function.Consumer;

/**
 * Histograms of one series in windows of event time: the counts of each bin are summed.
 *
 * <p>Windows are closed as in a {@link WindowedSeries}. Confine to one thread.
 *
 * @since 0.1
 */
public final class WindowedDistribution extends WindowedStream {

  private final Frames<DistributionAccumulator> frames;
  private final List<Double> bounds;

  WindowedDistribution(
      Windows windows,
      List<Double> bounds,
      Consumer<? super WindowResult<DistributionStatistics>> closed) {
    this.bounds = bounds;
    frames =
        windows.frames(
            () -> new DistributionAccumulator(bounds.size() - 1),
            (from, to, gathered, revision, memo) -> {
              closed.accept(
                  new WindowResult<>(
                      Micros.instant(from),
                      Micros.instant(to),
                      revision,
                      gathered.statistics(bounds)));
              return memo;
            });
  }

  /**
   * Adds a histogram; one of other bounds is refused.
   *
   * @param epochMicros when it was true, in microseconds since 1970, UTC
   * @param readingBounds the bounds of its bins, as this series has them
   * @param counts how many values each bin holds, {@code >= 0}
   */
  public Arrival add(long epochMicros, List<Double> readingBounds, List<Long> counts) {
    boolean valid =
        readingBounds.equals(bounds)
            && counts.size() == bounds.size() - 1
            && counts.stream().allMatch(count -> count >= 0);
    if (!valid || !isTime(epochMicros)) {
      return note(Arrival.REFUSED);
    }
    DistributionAccumulator gathered = frames.at(epochMicros);
    if (gathered == null) {
      return note(Arrival.TOO_LATE);
    }
    gathered.add(counts);
    return note(frames.added(epochMicros));
  }

  @Override
  Frames<?> frames() {
    return frames;
  }
}
