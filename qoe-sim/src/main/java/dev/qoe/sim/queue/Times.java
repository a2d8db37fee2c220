package dev.qoe.sim.queue;

import dev.qoe.sim.random.Inversion;
import org.apache.commons.rng.UniformRandomProvider;

/** The distributions of times that come with the library. */
final class Times {

  private static final String MEAN = "mean in seconds";
  private static final String VARIATION = "squared variation";
  private static final int MOST_PHASES = 1000;

  private Times() {}

  record Exponential(double meanSeconds) implements TimeDistribution {

    Exponential {
      Checks.positive(MEAN, meanSeconds);
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      return Inversion.exponential(random, meanSeconds);
    }

    @Override
    public double squaredVariation() {
      return 1;
    }

    @Override
    public String toString() {
      return "exponential of %s s".formatted(meanSeconds);
    }
  }

  record Constant(double meanSeconds) implements TimeDistribution {

    Constant {
      Checks.positive(MEAN, meanSeconds);
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      return meanSeconds;
    }

    @Override
    public double squaredVariation() {
      return 0;
    }

    @Override
    public String toString() {
      return "constant of %s s".formatted(meanSeconds);
    }
  }

  record Uniform(double minSeconds, double maxSeconds) implements TimeDistribution {

    Uniform {
      Checks.notNegative("least time in seconds", minSeconds);
      Checks.positive("greatest time in seconds", maxSeconds);
      if (minSeconds >= maxSeconds) {
        throw new IllegalArgumentException(
            "least time must be below the greatest: %s s, %s s".formatted(minSeconds, maxSeconds));
      }
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      return minSeconds + (maxSeconds - minSeconds) * random.nextDouble();
    }

    @Override
    public double meanSeconds() {
      return (minSeconds + maxSeconds) / 2;
    }

    @Override
    public double squaredVariation() {
      double relative = (maxSeconds - minSeconds) / meanSeconds();
      return relative * relative / 12;
    }

    @Override
    public String toString() {
      return "uniform from %s to %s s".formatted(minSeconds, maxSeconds);
    }
  }

  record Erlang(double meanSeconds, int phases) implements TimeDistribution {

    Erlang {
      Checks.positive(MEAN, meanSeconds);
      if (phases < 1 || phases > MOST_PHASES) {
        throw new IllegalArgumentException(
            "phases must be from 1 to %d: %d".formatted(MOST_PHASES, phases));
      }
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      double sum = 0;
      for (int i = 0; i < phases; i++) {
        sum += Inversion.exponential(random, meanSeconds / phases);
      }
      return sum;
    }

    @Override
    public double squaredVariation() {
      return 1.0 / phases;
    }

    @Override
    public String toString() {
      return "erlang of %d phases, %s s".formatted(phases, meanSeconds);
    }
  }

  /** Draws twice: the phase, then a time with the phase's mean. */
  static final class Hyperexponential implements TimeDistribution {

    private final double meanSeconds;
    private final double squaredVariation;
    private final double firstShare;

    Hyperexponential(double meanSeconds, double squaredVariation) {
      this.meanSeconds = Checks.positive(MEAN, meanSeconds);
      this.squaredVariation = Checks.positive(VARIATION, squaredVariation);
      if (squaredVariation <= 1) {
        throw new IllegalArgumentException(
            "squared variation must be > 1: %s; otherwise use exponential or erlang"
                .formatted(squaredVariation));
      }
      firstShare = (1 + Math.sqrt((squaredVariation - 1) / (squaredVariation + 1))) / 2;
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      double share = random.nextDouble() < firstShare ? firstShare : 1 - firstShare;
      return Inversion.exponential(random, meanSeconds / (2 * share));
    }

    @Override
    public double meanSeconds() {
      return meanSeconds;
    }

    @Override
    public double squaredVariation() {
      return squaredVariation;
    }

    @Override
    public String toString() {
      return "hyperexponential of %s s, squared variation %s"
          .formatted(meanSeconds, squaredVariation);
    }
  }

  record LogNormal(double meanSeconds, double squaredVariation, double median, double sigma)
      implements TimeDistribution {

    LogNormal(double meanSeconds, double squaredVariation) {
      this(
          Checks.positive(MEAN, meanSeconds),
          Checks.positive(VARIATION, squaredVariation),
          meanSeconds / Math.sqrt(1 + squaredVariation),
          Math.sqrt(StrictMath.log1p(squaredVariation)));
    }

    @Override
    public double sampleSeconds(UniformRandomProvider random) {
      return Inversion.logNormal(random, median, sigma);
    }

    @Override
    public String toString() {
      return "lognormal of %s s, squared variation %s".formatted(meanSeconds, squaredVariation);
    }
  }
}
