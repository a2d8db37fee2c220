package dev.qoe.sim.telemetry;

import java.util.Locale;

/**
 * The shape of a generated signal.
 *
 * <p>Below, A is the amplitude, f the frequency, d the decay, t the time in seconds, and u a number
 * drawn anew for each sample, uniform from -1 to 1. Immutable.
 *
 * @since 0.1
 */
public enum Waveform {
  /** A sin(2 pi f t); unless set, A = 10 and f = 0.1 Hz. */
  SINE(10, 0.1, 0),
  /** A cos(2 pi f t); unless set, A = 8 and f = 0.15 Hz. */
  COSINE(8, 0.15, 0),
  /** A u; unless set, A = 5. */
  UNIFORM_NOISE(5, 0, 0),
  /** The sum of A u over all samples so far, 0 for the first; unless set, A = 0.5. */
  RANDOM_WALK(0.5, 0, 0),
  /** A exp(-d t) sin(2 pi f t); unless set, A = 15, d = 0.01 per second and f = 0.1 Hz. */
  DAMPED_OSCILLATION(15, 0.1, 0.01);

  private final double amplitude;
  private final double hertz;
  private final double decay;

  Waveform(double amplitude, double hertz, double decay) {
    this.amplitude = amplitude;
    this.hertz = hertz;
    this.decay = decay;
  }

  /** Returns the settings that it has unless others are given: one sample a second, seed 0. */
  public SignalSettings settings() {
    return new SignalSettings(this, amplitude, hertz, decay, 1, 0);
  }

  /** Returns its name in configurations, for example {@code random-walk}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether each sample draws a random number. */
  boolean isRandom() {
    return switch (this) {
      case UNIFORM_NOISE, RANDOM_WALK -> true;
      case SINE, COSINE, DAMPED_OSCILLATION -> false;
    };
  }
}
