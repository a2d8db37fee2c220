package dev.qoe.plugin.http;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets through what is newer than the last poll's latest of its series: a page that shows the last
 * hour each minute is taken once.
 *
 * <p>Confine to one thread.
 */
final class Newer extends ForwardingSink {

  private static final int MOST_SERIES = 200_000;

  private record Series(ElementPath element, Kpi kpi) {}

  private final Map<Series, Instant> latest;
  private final Map<Series, Instant> found = new HashMap<>();

  /** The latest times of series, shared by all polls of a target. Thread-safe. */
  static final class Memory {
    private final Map<Series, Instant> latest = new HashMap<>();
  }

  /** Creates a filter before {@code to}. */
  Newer(Sink to, Memory memory) {
    super(to);
    this.latest = memory.latest;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    return fresh(new Series(measurement.element(), measurement.kpi()), measurement.time())
        ? super.accept(measurement)
        : Acceptance.ACCEPTED;
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    return fresh(new Series(reading.element(), reading.kpi()), reading.time())
        ? super.accept(reading)
        : Acceptance.ACCEPTED;
  }

  private boolean fresh(Series series, Instant time) {
    synchronized (latest) {
      Instant last = latest.get(series);
      if (last != null && !time.isAfter(last)) {
        return false;
      }
    }
    found.merge(series, time, (a, b) -> a.isAfter(b) ? a : b);
    return true;
  }

  /** What was let through was taken: it is remembered. */
  void handedOver() {
    synchronized (latest) {
      if (latest.size() + found.size() <= MOST_SERIES) {
        found.forEach((series, time) -> latest.merge(series, time, (a, b) -> a.isAfter(b) ? a : b));
      }
    }
  }
}
