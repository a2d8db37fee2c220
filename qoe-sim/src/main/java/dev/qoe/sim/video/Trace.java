package dev.qoe.sim.video;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recorded link: periods of constant rate and latency, repeated from the start when they run out.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Trace {

  /** The latency of traces whose format has none: 80 ms, that of Pensieve's link. */
  public static final Duration DEFAULT_LATENCY = Duration.ofMillis(80);

  private static final double MIN_DURATION_MILLIS = 0.001;
  private static final double MAX_DURATION_MILLIS = 1e12;
  private static final double MAX_LATENCY_MILLIS = 60_000;
  private static final double MAX_RATE_KBPS = 1e9;
  private static final double MIN_BITS = 1;

  private final double[] durationMillis;
  private final double[] rateKbps;
  private final double[] latencyMillis;

  private Trace(List<Period> periods) {
    durationMillis = periods.stream().mapToDouble(Period::durationMillis).toArray();
    rateKbps = periods.stream().mapToDouble(Period::rateKbps).toArray();
    latencyMillis = periods.stream().mapToDouble(Period::latencyMillis).toArray();
  }

  /**
   * A time in which rate and latency of a link do not change.
   *
   * <p>Immutable.
   *
   * @param durationMillis how long it lasts, in milliseconds, 0.001 to 1e12
   * @param rateKbps the rate, in kbit/s (bits per millisecond), 0 to 1e9
   * @param latencyMillis the time from a request to the first bit, in milliseconds, 0 to 60,000
   * @since 0.1
   */
  public record Period(double durationMillis, double rateKbps, double latencyMillis) {

    /**
     * Creates a period.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public Period {
      Checks.within("duration_ms", durationMillis, MIN_DURATION_MILLIS, MAX_DURATION_MILLIS);
      Checks.within("bandwidth_kbps", rateKbps, 0, MAX_RATE_KBPS);
      Checks.within("latency_ms", latencyMillis, 0, MAX_LATENCY_MILLIS);
    }
  }

  /**
   * Returns a trace of these periods.
   *
   * @throws IllegalArgumentException if there is none, or if all together carry less than one bit,
   *     so that no download over them would ever end
   */
  public static Trace of(List<Period> periods) {
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("trace is empty; it needs at least one period");
    }
    double bits = periods.stream().mapToDouble(p -> p.durationMillis() * p.rateKbps()).sum();
    if (bits < MIN_BITS) {
      throw new IllegalArgumentException(
          "trace carries %s bits in one pass, so that no download ends; it needs at least 1"
              .formatted(Checks.plain(bits)));
    }
    return new Trace(periods);
  }

  /**
   * Returns a link whose rate and latency never change.
   *
   * @param rateKbps the rate, in kbit/s, {@code > 0} and up to 1e9
   * @param latencyMillis the latency, in milliseconds, 0 to 60,000
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static Trace constant(double rateKbps, double latencyMillis) {
    return of(List.of(new Period(3_600_000, rateKbps, latencyMillis)));
  }

  /**
   * Reads a trace in any of four formats, told apart by their first characters: Sabre's JSON (an
   * array of objects with {@code duration_ms}, {@code bandwidth_kbps}, {@code latency_ms}),
   * Pensieve's two columns (seconds, Mbit/s), mahimahi's packet times (milliseconds, one a line,
   * 1500 bytes each, taken together in whole seconds), or a drive test of G-NetTrack Pro (a CSV
   * with {@code Timestamp}, {@code DL_bitrate} in kbit/s, {@code State}, {@code PINGAVG} and {@code
   * PINGLOSS}). The two in the middle get {@link #DEFAULT_LATENCY}, and so does a drive test before
   * its first ping. The file may be compressed by gzip.
   *
   * <p>Of a drive test, the seconds of transfers count (a state with a D), one second each; rows of
   * pings give the latency from there on, and seconds in between that were idle or not logged are
   * left out.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if its content is no such trace; the message names file, line
   *     or element, field, value and rule
   */
  public static Trace read(Path file) throws IOException {
    return read(file, DEFAULT_LATENCY);
  }

  /**
   * Reads a trace as {@link #read(Path)} does, with a latency of one's own where the format has
   * none.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if its content is no such trace
   */
  public static Trace read(Path file, Duration latency) throws IOException {
    return TraceFile.read(file).periods(latency);
  }

  /**
   * Returns a part of one pass of this trace.
   *
   * @param from where it begins, {@code >= 0}
   * @param length how long it is, {@code > 0}; it ends no later than the pass
   * @throws IllegalArgumentException if {@code from < 0}, {@code length <= 0}, nothing is left from
   *     there on, or that part carries less than one bit
   */
  public Trace part(Duration from, Duration length) {
    double start = from.toNanos() / 1e6;
    double end = start + length.toNanos() / 1e6;
    Checks.within("start of the part in ms", start, 0, totalMillis());
    List<Period> periods = new ArrayList<>();
    double time = 0;
    for (int i = 0; i < size(); i++) {
      double begin = Math.max(time, start);
      time += durationMillis[i];
      double millis = Math.min(time, end) - begin;
      if (millis >= MIN_DURATION_MILLIS) {
        periods.add(new Period(millis, rateKbps[i], latencyMillis[i]));
      }
    }
    return of(periods);
  }

  /** Returns the number of periods, {@code >= 1}. */
  public int size() {
    return durationMillis.length;
  }

  /** Returns a period, 0 to {@link #size} - 1. */
  public Period period(int index) {
    return new Period(durationMillis[index], rateKbps[index], latencyMillis[index]);
  }

  /** Returns the duration of one pass, in milliseconds, {@code > 0}. */
  public double totalMillis() {
    double sum = 0;
    for (double duration : durationMillis) {
      sum += duration;
    }
    return sum;
  }

  /** Returns the rate averaged over one pass, in kbit/s, {@code > 0}. */
  public double meanKbps() {
    double bits = 0;
    for (int i = 0; i < size(); i++) {
      bits += durationMillis[i] * rateKbps[i];
    }
    return bits / totalMillis();
  }

  double durationMillis(int index) {
    return durationMillis[index];
  }

  double rateKbps(int index) {
    return rateKbps[index];
  }

  double latencyMillis(int index) {
    return latencyMillis[index];
  }

  /** Returns for example {@code trace of 1200 s, 1387 kbit/s on average}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "trace of %.0f s, %.0f kbit/s on average", totalMillis() / 1000, meanKbps());
  }
}
