package dev.qoe.core.window;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.internal.Micros;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How values are gathered in windows of event time: their cut, how long they wait, and what is told
 * of them.
 *
 * <p>Values may come out of order by up to the lateness: what is told is the same, to the last bit,
 * as if they had come in order. Immutable.
 *
 * @since 0.1
 */
public final class Windows {

  private static final long MOST_PANES = 10_000;

  private final WindowSpec spec;
  private final Duration lateness;
  private final Duration amendable;
  private final Duration halfLife;
  private final boolean percentiles;

  private Windows(
      WindowSpec spec,
      Duration lateness,
      Duration amendable,
      Duration halfLife,
      boolean percentiles) {
    this.spec = spec;
    this.lateness = lateness;
    this.amendable = amendable;
    this.halfLife = halfLife;
    this.percentiles = percentiles;
  }

  /**
   * Returns windows of that cut, that wait for nothing.
   *
   * @throws IllegalArgumentException if a window would consist of more than 10,000 steps
   */
  public static Windows of(WindowSpec spec) {
    return new Windows(spec, Duration.ZERO, Duration.ZERO, Duration.ZERO, false).checked();
  }

  /**
   * Returns these windows, closed only when a value has come that is later than their end by that
   * much.
   *
   * @param allowed how far values may be out of order, 0 to 366 days
   * @throws IllegalArgumentException if {@code allowed} is out of its range or more than 10,000
   *     windows would be held
   */
  public Windows lateness(Duration allowed) {
    Span.checkOrZero("lateness of windows", allowed);
    return new Windows(spec, allowed, amendable, halfLife, percentiles).checked();
  }

  /**
   * Returns these windows, kept for that long after they were closed, and told again if a value
   * comes to one.
   *
   * @param kept how long after its end and the lateness, 0 to 366 days
   * @throws IllegalArgumentException if {@code kept} is out of its range or more than 10,000
   *     windows would be held
   */
  public Windows amendable(Duration kept) {
    Span.checkOrZero("time in which windows can be amended", kept);
    return new Windows(spec, lateness, kept, halfLife, percentiles).checked();
  }

  /**
   * Returns these windows with the moving average of their means, in which a mean counts half when
   * a span as long as {@code time} has passed.
   *
   * <p>It follows the windows as they close; one that is amended keeps the average that was told.
   *
   * @param time the half-life, 1 microsecond to 366 days
   * @throws IllegalArgumentException if {@code time} is out of its range
   */
  public Windows smoothing(Duration time) {
    Span.check("half-life of a moving average", time);
    return new Windows(spec, lateness, amendable, time, percentiles);
  }

  /** Returns these windows with percentiles, which cost memory: see {@link QuantileSketch}. */
  public Windows withPercentiles() {
    return new Windows(spec, lateness, amendable, halfLife, true);
  }

  /**
   * Returns an empty series of values, whose windows go to {@code closed}, on the thread of add.
   */
  public WindowedSeries values(Consumer<? super WindowResult<ValueStatistics>> closed) {
    return new WindowedSeries(this, closed);
  }

  /** Returns an empty series of ratios, whose windows go to {@code closed}. */
  public WindowedRatio ratios(Consumer<? super WindowResult<RatioStatistics>> closed) {
    return new WindowedRatio(this, closed);
  }

  /**
   * Returns an empty series of histograms, whose windows go to {@code closed}.
   *
   * @param bounds the bounds of the bins, which all readings must have; at least two, ascending
   * @param closed the taker of windows
   * @throws IllegalArgumentException if there are fewer than two bounds, or they do not ascend
   */
  public WindowedDistribution distributions(
      List<Double> bounds, Consumer<? super WindowResult<DistributionStatistics>> closed) {
    Checks.atLeast("number of bounds of a histogram", bounds.size(), 2);
    for (int i = 1; i < bounds.size(); i++) {
      if (!(bounds.get(i - 1) < bounds.get(i))) {
        throw new IllegalArgumentException("bounds of a histogram must ascend: " + bounds);
      }
    }
    return new WindowedDistribution(this, List.copyOf(bounds), closed);
  }

  /**
   * Returns how long after the beginning of a window a value may still change what is told of it:
   * its size, or of sessions the gap, the lateness, and the time for amendments.
   */
  public Duration reach() {
    long micros = sizeMicros() + Micros.of(lateness) + Micros.of(amendable);
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** Returns for example {@code Tumbling[size=PT1M], lateness PT10S, amendable PT0S}. */
  @Override
  public String toString() {
    return "%s, lateness %s, amendable %s".formatted(spec, lateness, amendable);
  }

  boolean percentiles() {
    return percentiles;
  }

  /** Returns the half-life in microseconds; 0 if there is no moving average. */
  long halfLifeMicros() {
    return Micros.of(halfLife);
  }

  <A extends Accumulator<A>> Frames<A> frames(Supplier<A> create, Frames.Closing<A> closing) {
    long late = Micros.of(lateness);
    long kept = Micros.of(amendable);
    if (spec instanceof WindowSpec.Session session) {
      return new SessionFrames<>(Micros.of(session.gap()), late, kept, create, closing);
    }
    return new PaneFrames<>(sizeMicros(), stepMicros(), late, kept, create, closing);
  }

  private Windows checked() {
    long panes = (sizeMicros() + Micros.of(lateness) + Micros.of(amendable)) / stepMicros();
    if (panes > MOST_PANES) {
      throw new IllegalArgumentException(
          "at most %d windows can be held at a time: %s with lateness %s and amendable for %s are %d"
              .formatted(MOST_PANES, spec, lateness, amendable, panes));
    }
    return this;
  }

  private long sizeMicros() {
    if (spec instanceof WindowSpec.Sliding sliding) {
      return Micros.of(sliding.size());
    }
    return stepMicros();
  }

  /** Returns how long it is from one window to the next at least. */
  private long stepMicros() {
    if (spec instanceof WindowSpec.Tumbling tumbling) {
      return Micros.of(tumbling.size());
    }
    if (spec instanceof WindowSpec.Sliding sliding) {
      return Micros.of(sliding.step());
    }
    return Micros.of(((WindowSpec.Session) spec).gap());
  }
}
