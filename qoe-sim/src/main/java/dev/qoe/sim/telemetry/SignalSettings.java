package dev.qoe.sim.telemetry;

/**
 * What a generator produces: shape, size, pace and seed.
 *
 * <p>Immutable.
 *
 * @param waveform the shape
 * @param amplitude A, in the unit of the signal, 0 to 1e12
 * @param frequencyHertz f, in Hz, 0 to 1e6; of no effect on noise and walk
 * @param decayPerSecond d, per second, 0 to 1e6; of effect on the damped oscillation only
 * @param samplesPerSecond how often the value changes, 1e-6 to 1e6; it is held in between
 * @param seed of the random numbers, any
 * @since 0.1
 */
public record SignalSettings(
    Waveform waveform,
    double amplitude,
    double frequencyHertz,
    double decayPerSecond,
    double samplesPerSecond,
    long seed) {

  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public SignalSettings {
    Checks.within("amplitude", amplitude, 0, 1e12);
    Checks.within("frequency in Hz", frequencyHertz, 0, 1e6);
    Checks.within("decay per second", decayPerSecond, 0, 1e6);
    Checks.within("samples per second", samplesPerSecond, 1e-6, 1e6);
  }

  /** Returns these settings with another amplitude, 0 to 1e12. */
  public SignalSettings withAmplitude(double value) {
    return new SignalSettings(
        waveform, value, frequencyHertz, decayPerSecond, samplesPerSecond, seed);
  }

  /** Returns these settings with another frequency, in Hz, 0 to 1e6. */
  public SignalSettings withFrequencyHertz(double value) {
    return new SignalSettings(waveform, amplitude, value, decayPerSecond, samplesPerSecond, seed);
  }

  /** Returns these settings with another decay, per second, 0 to 1e6. */
  public SignalSettings withDecayPerSecond(double value) {
    return new SignalSettings(waveform, amplitude, frequencyHertz, value, samplesPerSecond, seed);
  }

  /** Returns these settings with another pace, 1e-6 to 1e6 samples a second. */
  public SignalSettings withSamplesPerSecond(double value) {
    return new SignalSettings(waveform, amplitude, frequencyHertz, decayPerSecond, value, seed);
  }

  /** Returns these settings with another seed. */
  public SignalSettings withSeed(long value) {
    return new SignalSettings(
        waveform, amplitude, frequencyHertz, decayPerSecond, samplesPerSecond, value);
  }
}
