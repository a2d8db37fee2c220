package dev.qoe.sim.telemetry;

/**
 * What the values of a device are like from day to day.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Personality {
  /** Little noise and nothing else. */
  STEADY,
  /** Slow waves: busy and idle by turns. */
  BUSY,
  /** Much noise. */
  NERVOUS,
  /** Wanders away and does not come back by itself. */
  DRIFTING,
  /** Swings after its start and calms down. */
  SETTLING;

  private static final double CALM_SECONDS = 600;

  /** Returns its deviation from the usual value; a value of 1 is a usual one. */
  Signal deviation(double period, long seed) {
    Signal noise =
        SignalGenerator.of(Waveform.UNIFORM_NOISE.settings().withAmplitude(1).withSeed(seed));
    return switch (this) {
      case STEADY -> noise.scaled(0.5);
      case BUSY ->
          wave(Waveform.SINE, 3, 1 / period).plus(wave(Waveform.COSINE, 1, 7 / period)).plus(noise);
      case NERVOUS -> noise.scaled(4);
      case DRIFTING ->
          SignalGenerator.of(Waveform.RANDOM_WALK.settings().withAmplitude(0.3).withSeed(seed))
              .clamped(-8, 8);
      case SETTLING ->
          SignalGenerator.of(
                  Waveform.DAMPED_OSCILLATION
                      .settings()
                      .withAmplitude(6)
                      .withFrequencyHertz(10 / period)
                      .withDecayPerSecond(1 / CALM_SECONDS))
              .plus(noise);
    };
  }

  private static Signal wave(Waveform waveform, double amplitude, double hertz) {
    return SignalGenerator.of(
        waveform.settings().withAmplitude(amplitude).withFrequencyHertz(hertz));
  }
}
