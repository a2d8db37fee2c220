package dev.qoe.api.measure;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;

/**
 * One reading of a count that only grows until it wraps or is reset, such as {@code ifHCInOctets}.
 *
 * <p>The receiver makes a rate of two readings; whether a step back is a wrap or a reset is decided
 * there, once for all, from what the reading tells of its source. Immutable.
 *
 * @param element what was read
 * @param kpi the indicator whose unit the rate is in
 * @param time when it was read
 * @param count the count; its {@code bits} low bits count, unsigned
 * @param bits how wide the counter is: 32 or 64
 * @param unitsPerCount how many of the indicator's units (times seconds) one count is, {@code > 0};
 *     8 for octets told in bit/s
 * @param upTimeMillis how long the source has been up, in milliseconds; {@link #UNKNOWN} if it does
 *     not say
 * @param discontinuityMillis the source's up-time at which the counter last lost its continuity
 *     ({@code ifCounterDiscontinuityTime}), in milliseconds; {@link #UNKNOWN} if it does not say
 * @param maxPerSecond the most counts a second that are possible, {@code > 0}; infinite if not
 *     known
 * @since 0.1
 */
public record CounterReading(
    ElementPath element,
    Kpi kpi,
    Instant time,
    long count,
    int bits,
    double unitsPerCount,
    long upTimeMillis,
    long discontinuityMillis,
    double maxPerSecond) {

  /** What the source does not say. */
  public static final long UNKNOWN = -1;

  /**
   * Creates a reading.
   *
   * @throws IllegalArgumentException if {@code bits} is neither 32 nor 64, or a factor or limit is
   *     not {@code > 0}
   */
  public CounterReading {
    CounterSpec.check(bits, unitsPerCount, maxPerSecond);
  }

  /** Returns a reading of a 32-bit counter of which no more is known. */
  public static CounterReading of32(ElementPath element, Kpi kpi, Instant time, long count) {
    return of(element, kpi, time, count, 32);
  }

  /** Returns a reading of a 64-bit counter of which no more is known. */
  public static CounterReading of64(ElementPath element, Kpi kpi, Instant time, long count) {
    return of(element, kpi, time, count, 64);
  }

  /** Returns what this reading has in common with all others of its counter. */
  public CounterSpec spec() {
    return new CounterSpec(bits, unitsPerCount, maxPerSecond);
  }

  /** Returns this reading with one count worth that many of the indicator's units, {@code > 0}. */
  public CounterReading worth(double units) {
    return new CounterReading(
        element, kpi, time, count, bits, units, upTimeMillis, discontinuityMillis, maxPerSecond);
  }

  /** Returns this reading of a source that has been up that long. */
  public CounterReading upFor(Duration upTime) {
    return new CounterReading(
        element,
        kpi,
        time,
        count,
        bits,
        unitsPerCount,
        upTime.toMillis(),
        discontinuityMillis,
        maxPerSecond);
  }

  /** Returns this reading of a counter that last lost its continuity at that up-time. */
  public CounterReading continuousSince(Duration upTime) {
    return new CounterReading(
        element,
        kpi,
        time,
        count,
        bits,
        unitsPerCount,
        upTimeMillis,
        upTime.toMillis(),
        maxPerSecond);
  }

  /** Returns this reading of a counter that cannot grow faster, in counts a second, {@code > 0}. */
  public CounterReading atMost(double perSecond) {
    return new CounterReading(
        element,
        kpi,
        time,
        count,
        bits,
        unitsPerCount,
        upTimeMillis,
        discontinuityMillis,
        perSecond);
  }

  private static CounterReading of(
      ElementPath element, Kpi kpi, Instant time, long count, int bits) {
    return new CounterReading(
        element, kpi, time, count, bits, 1, UNKNOWN, UNKNOWN, Double.POSITIVE_INFINITY);
  }
}
