package dev.qoe.core.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is left of a quota: a second's worth of measurements that fills up again with time (a
 * generic cell rate algorithm, ITU-T I.371), and the series made so far. Thread-safe.
 */
final class Allowance {

  private static final double SECOND_NANOS = 1e9;

  private final Quota quota;
  private final LongSupplier nanoTime;
  private final long nanosPerMeasurement;
  private final AtomicLong due;
  private final AtomicLong series = new AtomicLong();
  private final AtomicLong throttled = new AtomicLong();

  Allowance(Quota quota, LongSupplier nanoTime) {
    this.quota = quota;
    this.nanoTime = nanoTime;
    this.nanosPerMeasurement = (long) (SECOND_NANOS / quota.measurementsPerSecond());
    this.due = new AtomicLong(nanoTime.getAsLong());
  }

  /** Returns whether measurements are limited at all. */
  boolean limited() {
    return nanosPerMeasurement != 0;
  }

  /** Takes a measurement's worth if it is left; returns whether it was. */
  boolean take() {
    if (!limited()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    while (true) {
      long then = due.get();
      long next = Math.max(then - now, 0) + nanosPerMeasurement;
      if (next > SECOND_NANOS + nanosPerMeasurement) {
        throttled.incrementAndGet();
        return false;
      }
      if (due.compareAndSet(then, now + next)) {
        return true;
      }
    }
  }

  /** Takes a series' worth if it is left; returns whether it was. */
  boolean takeSeries() {
    if (series.incrementAndGet() <= quota.series()) {
      return true;
    }
    series.decrementAndGet();
    return false;
  }

  /** Gives back a series' worth that was not used after all. */
  void giveSeriesBack() {
    series.decrementAndGet();
  }

  /** Returns how often a measurement was not let in. */
  long throttled() {
    return throttled.get();
  }

  /** Returns how many series were made. */
  long seriesMade() {
    return series.get();
  }
}
