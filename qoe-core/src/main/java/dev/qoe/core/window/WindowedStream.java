package dev.qoe.core.window;

import java.time.Instant;

/**
 * What all windowed series have: the watermark, and the account of what came.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public abstract sealed class WindowedStream
    permits WindowedSeries, WindowedRatio, WindowedDistribution {

  /** Times beyond the year 38,500 are refused, so that no arithmetic can overflow. */
  private static final long MOST_MICROS = 1L << 60;

  private static final long MOST_SECONDS = MOST_MICROS / 1_000_000;

  /** What a series and its frames take without windows. */
  private static final int STREAM_BYTES = 200;

  private long onTime;
  private long amended;
  private long tooLate;
  private long refused;

  WindowedStream() {}

  /** Returns how many values met that end. */
  public final long count(Arrival of) {
    return switch (of) {
      case ON_TIME -> onTime;
      case AMENDED -> amended;
      case TOO_LATE -> tooLate;
      case REFUSED -> refused;
    };
  }

  /** Says that nothing before {@code time} is expected any more, and closes what ends by then. */
  public final void advanceTo(Instant time) {
    long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, time.getEpochSecond()));
    advanceTo(seconds * 1_000_000 + time.getNano() / 1_000);
  }

  /**
   * Says that nothing before that is expected any more, and closes what ends by then.
   *
   * @param epochMicros microseconds since 1970, UTC, at most 2^60 on either side
   */
  public final void advanceTo(long epochMicros) {
    frames().advanceTo(Math.max(-MOST_MICROS, Math.min(MOST_MICROS, epochMicros)));
  }

  /**
   * Says that others have come that far, while nothing may have come here: closes the windows that
   * hold values and end by then, less the lateness. Values of windows that hold none yet will be on
   * time however late they come.
   *
   * @param epochMicros microseconds since 1970, UTC, at most 2^60 on either side
   */
  public final void passTo(long epochMicros) {
    frames().pass(Math.max(-MOST_MICROS, Math.min(MOST_MICROS, epochMicros)));
  }

  /**
   * Returns the least time of {@link #passTo} that would close a window, in microseconds since
   * 1970, UTC; {@link Long#MAX_VALUE} if no open window holds values.
   */
  public final long dueMicros() {
    return frames().due();
  }

  /**
   * Returns how many windows it takes memory for, {@code >= 0}; of sliding ones how many steps.
   * When it changes, so does {@link #bytes} most.
   */
  public final int held() {
    return frames().held();
  }

  /** Returns how many bytes it takes, roughly. */
  public final long bytes() {
    return STREAM_BYTES + frames().bytes();
  }

  /** Closes every window that holds values, as at the end of an input. */
  public final void finish() {
    frames().finish();
  }

  /**
   * Returns up to when windows are closed, in microseconds since 1970, UTC; {@link Long#MIN_VALUE}
   * before the first value.
   */
  public final long watermarkMicros() {
    return frames().watermark();
  }

  abstract Frames<?> frames();

  final Arrival note(Arrival arrival) {
    switch (arrival) {
      case ON_TIME -> onTime++;
      case AMENDED -> amended++;
      case TOO_LATE -> tooLate++;
      case REFUSED -> refused++;
    }
    return arrival;
  }

  static boolean isTime(long epochMicros) {
    return epochMicros >= -MOST_MICROS && epochMicros <= MOST_MICROS;
  }
}
