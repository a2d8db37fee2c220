package dev.qoe.sim.telemetry;

/**
 * A value that changes in the course of time.
 *
 * <pre>{@code
 * Signal roundTrip = SignalGenerator.of(Waveform.SINE)
 *     .plus(SignalGenerator.of(Waveform.UNIFORM_NOISE))
 *     .scaled(0.5).offset(40).clamped(1, 800);
 * double[] firstMinute = roundTrip.samples(1, 60);
 * }</pre>
 *
 * <p>Signals made of others are as safe as their parts; those of this package are Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Signal {

  /**
   * Returns the value at a time.
   *
   * @param seconds since the signal began, in seconds, {@code >= 0}; a time before the last one
   *     that was asked for may be taken for that one
   */
  double at(double seconds);

  /** Returns a signal that never changes. */
  static Signal constant(double value) {
    return seconds -> value;
  }

  /** Returns the sum of both. */
  default Signal plus(Signal other) {
    return seconds -> at(seconds) + other.at(seconds);
  }

  /** Returns this signal, higher by {@code value}. */
  default Signal offset(double value) {
    Checks.finite("offset", value);
    return seconds -> at(seconds) + value;
  }

  /** Returns this signal, {@code factor} times as large. */
  default Signal scaled(double factor) {
    Checks.finite("scale", factor);
    return seconds -> at(seconds) * factor;
  }

  /**
   * Returns this signal, held within bounds.
   *
   * @throws IllegalArgumentException if {@code !(min <= max)}
   */
  default Signal clamped(double min, double max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "bounds of a signal must not cross: min %s, max %s".formatted(min, max));
    }
    return seconds -> Math.max(min, Math.min(max, at(seconds)));
  }

  /**
   * Returns the first values, the one at time 0 included.
   *
   * @param perSecond how many a second, {@code > 0}
   * @param count how many, {@code >= 0}
   * @throws IllegalArgumentException if {@code perSecond <= 0} or {@code count < 0}
   */
  default double[] samples(double perSecond, int count) {
    Checks.within("samples per second", perSecond, Double.MIN_NORMAL, Double.MAX_VALUE);
    Checks.within("count of samples", count, 0, Integer.MAX_VALUE);
    double[] samples = new double[count];
    for (int i = 0; i < count; i++) {
      samples[i] = at(i / perSecond);
    }
    return samples;
  }
}
