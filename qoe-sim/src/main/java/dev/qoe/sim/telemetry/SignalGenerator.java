package dev.qoe.sim.telemetry;

import dev.qoe.sim.random.RandomStreams;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A running signal whose settings may be changed while it runs.
 *
 * <p>It is sampled at its own pace and held in between, so that its value at a time does not depend
 * on how often it is asked. A change takes effect with the next sample; the phase of an oscillation
 * and the level of a walk go on from where they are, and a new seed starts the random numbers anew.
 * The same settings give the same values on every machine. Generators of noise with the same seed
 * draw the same numbers: give each a seed of its own where they are added up. Thread-safe.
 *
 * @since 0.1
 */
public final class SignalGenerator implements Signal {

  /** How many random samples may lie between two times; about ten seconds of work. */
  private static final double MAX_STEPS = 1e9;

  /** Part of a sample by which a time may fall short of it, for rounding. */
  private static final double TOLERANCE = 1e-9;

  private static final String PURPOSE = "signal";

  private SignalSettings settings;
  private UniformRandomProvider random;

  /** The time from which samples are counted since the pace last changed, and their number. */
  private double anchorSeconds;

  private double steps;
  private double sampleSeconds;

  /** Where oscillation and decay were when their settings last changed, and when that was. */
  private double cycles;

  private double damping;
  private double changeSeconds;
  private double level;
  private double value;

  private SignalGenerator(SignalSettings settings) {
    this.settings = settings;
    random = RandomStreams.of(settings.seed()).stream(PURPOSE);
    value = settings.waveform() == Waveform.RANDOM_WALK ? 0 : sample(draw());
  }

  /** Returns a generator at time 0. */
  public static SignalGenerator of(SignalSettings settings) {
    return new SignalGenerator(settings);
  }

  /** Returns a generator of that shape with its usual settings at time 0. */
  public static SignalGenerator of(Waveform waveform) {
    return new SignalGenerator(waveform.settings());
  }

  /** Returns the settings as they are by now. */
  public synchronized SignalSettings settings() {
    return settings;
  }

  /**
   * Changes settings, all at once.
   *
   * @param change makes the new ones of the old ones
   * @throws IllegalArgumentException if {@code change} gives a value outside its range; nothing is
   *     changed then
   */
  public synchronized void change(UnaryOperator<SignalSettings> change) {
    SignalSettings next = change.apply(settings);
    double passed = sampleSeconds - changeSeconds;
    cycles += settings.frequencyHertz() * passed;
    damping += settings.decayPerSecond() * passed;
    changeSeconds = sampleSeconds;
    if (next.samplesPerSecond() != settings.samplesPerSecond()) {
      anchorSeconds = sampleSeconds;
      steps = 0;
    }
    if (next.seed() != settings.seed()) {
      random = RandomStreams.of(next.seed()).stream(PURPOSE);
    }
    settings = next;
  }

  /**
   * Returns the value of the last sample up to a time.
   *
   * @param seconds since time 0, in seconds; a time before the last one asked for counts as that
   * @throws IllegalArgumentException if {@code !(seconds >= 0)}, or over 1e9 random samples would
   *     have to be drawn to get there
   */
  @Override
  public synchronized double at(double seconds) {
    Checks.within("time in seconds", seconds, 0, 1e15);
    double rate = settings.samplesPerSecond();
    double due = Math.floor((seconds - anchorSeconds) * rate + TOLERANCE);
    if (due <= steps) {
      return value;
    }
    if (settings.waveform().isRandom()) {
      Checks.within("random samples up to second " + seconds, due - steps, 0, MAX_STEPS);
      for (double n = steps + 1; n < due; n++) {
        value = sample(draw());
      }
    }
    steps = due;
    sampleSeconds = anchorSeconds + steps / rate;
    value = sample(draw());
    return value;
  }

  /** Returns u, or 0 where none is drawn. */
  private double draw() {
    return settings.waveform().isRandom() ? 2 * random.nextDouble() - 1 : 0;
  }

  private double sample(double u) {
    double a = settings.amplitude();
    double passed = sampleSeconds - changeSeconds;
    double turn = cycles + settings.frequencyHertz() * passed;
    double angle = 2 * Math.PI * (turn - Math.floor(turn));
    return switch (settings.waveform()) {
      case SINE -> a * StrictMath.sin(angle);
      case COSINE -> a * StrictMath.cos(angle);
      case UNIFORM_NOISE -> a * u;
      case RANDOM_WALK -> {
        level += a * u;
        yield level;
      }
      case DAMPED_OSCILLATION ->
          a
              * StrictMath.exp(-(damping + settings.decayPerSecond() * passed))
              * StrictMath.sin(angle);
    };
  }

  /** Returns its settings. */
  @Override
  public synchronized String toString() {
    return settings.toString();
  }
}
