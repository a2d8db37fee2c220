package dev.qoe.sim.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A recorded link in Pensieve's form: instants and the rate that led up to each.
 *
 * <p>Sample i's rate holds between instant i - 1 and instant i; the first sample's rate is never
 * used, and past the last one the trace begins again with sample 1 at time 0.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class SampledTrace {

  private static final double MAX_SECONDS = 1e9;
  private static final double MAX_MBPS = 1e6;
  private static final double MIN_BYTES = 1;

  private final double[] seconds;
  private final double[] bytesPerSecond;

  private SampledTrace(double[] seconds, double[] mbps) {
    this.seconds = seconds;
    bytesPerSecond = new double[mbps.length];
    for (int i = 0; i < mbps.length; i++) {
      bytesPerSecond[i] = mbps[i] * 1e6 / 8;
    }
  }

  /**
   * Returns a trace of these samples.
   *
   * @param seconds the instants, in seconds, 0 to 1e9, each later than the one before
   * @param mbps the rates, in Mbit/s, 0 to 1e6, as many as instants
   * @throws IllegalArgumentException if there are fewer than two samples, a value is outside its
   *     range, the instants do not rise, or the samples carry less than one byte in one pass
   */
  public static SampledTrace of(double[] seconds, double[] mbps) {
    if (seconds.length < 2 || seconds.length != mbps.length) {
      throw new IllegalArgumentException(
          "trace has %d instants and %d rates; it needs two or more of both, equally many"
              .formatted(seconds.length, mbps.length));
    }
    double bytes = 0;
    for (int i = 0; i < seconds.length; i++) {
      Checks.within("instant of sample " + i + " in seconds", seconds[i], 0, MAX_SECONDS);
      Checks.within("rate of sample " + i + " in Mbit/s", mbps[i], 0, MAX_MBPS);
      if (i > 0 && seconds[i] <= seconds[i - 1]) {
        throw new IllegalArgumentException(
            "instant of sample %d must be later than the one before, %s s: %s s"
                .formatted(i, seconds[i - 1], seconds[i]));
      }
      bytes += i == 0 ? 0 : (seconds[i] - seconds[i - 1]) * mbps[i] * 1e6 / 8;
    }
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "trace carries %s bytes in one pass, so that no download ends; it needs at least 1"
              .formatted(Checks.plain(bytes)));
    }
    return new SampledTrace(seconds.clone(), mbps.clone());
  }

  /**
   * Reads a trace in any of the formats of {@link Trace#read(Path)}; latencies are left out.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if its content is no such trace; the message names file, line
   *     or element, field, value and rule
   */
  public static SampledTrace read(Path file) throws IOException {
    return TraceFile.read(file).samples();
  }

  /** Returns the number of samples, {@code >= 2}. */
  public int size() {
    return seconds.length;
  }

  /** Returns the instant of a sample, in seconds, {@code >= 0}. */
  public double seconds(int index) {
    return seconds[index];
  }

  /** Returns the rate that led up to a sample, in bytes per second, {@code >= 0}. */
  public double bytesPerSecond(int index) {
    return bytesPerSecond[index];
  }

  /** Returns for example {@code trace of 318.0 s, 319 samples}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "trace of %.1f s, %d samples", seconds[size() - 1] - seconds[0], size());
  }
}
