package dev.qoe.sim.queue;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A distribution of times: between arrivals, or of service.
 *
 * <p>Those made here draw by inversion with {@link StrictMath}, so that the same stream gives the
 * same times everywhere, and longer ones for larger numbers: common and antithetic random numbers
 * keep their effect. Your own may draw as it likes.
 *
 * <p>Thread-safe. What is drawn depends on the stream only.
 *
 * @since 0.1
 */
public interface TimeDistribution {

  /**
   * Draws a time in seconds.
   *
   * @param random the stream to draw from
   * @return 0 to 9.2e9
   */
  double sampleSeconds(UniformRandomProvider random);

  /** Returns the mean in seconds, {@code > 0}. */
  double meanSeconds();

  /** Returns the squared coefficient of variation: variance over squared mean, {@code >= 0}. */
  double squaredVariation();

  /**
   * Returns the exponential distribution; squared variation 1.
   *
   * @param meanSeconds {@code > 0}
   * @throws IllegalArgumentException if it is not
   */
  static TimeDistribution exponential(double meanSeconds) {
    return new Times.Exponential(meanSeconds);
  }

  /**
   * Returns a constant; squared variation 0.
   *
   * @param seconds {@code > 0}
   * @throws IllegalArgumentException if it is not
   */
  static TimeDistribution constant(double seconds) {
    return new Times.Constant(seconds);
  }

  /**
   * Returns the uniform distribution.
   *
   * @param minSeconds {@code >= 0}, inclusive
   * @param maxSeconds {@code > minSeconds}, exclusive
   * @throws IllegalArgumentException if a bound is outside its range
   */
  static TimeDistribution uniform(double minSeconds, double maxSeconds) {
    return new Times.Uniform(minSeconds, maxSeconds);
  }

  /**
   * Returns the Erlang distribution: the sum of exponential phases; squared variation 1/phases.
   *
   * @param meanSeconds of the sum, {@code > 0}
   * @param phases 1 to 1000
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  static TimeDistribution erlang(double meanSeconds, int phases) {
    return new Times.Erlang(meanSeconds, phases);
  }

  /**
   * Returns the hyperexponential distribution of two phases with balanced means, as bursty as one
   * likes.
   *
   * <p>Source: Whitt, Approximating a point process by a renewal process I, Operations Research 30
   * (1982), section 3.
   *
   * @param meanSeconds {@code > 0}
   * @param squaredVariation {@code > 1}
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  static TimeDistribution hyperexponential(double meanSeconds, double squaredVariation) {
    return new Times.Hyperexponential(meanSeconds, squaredVariation);
  }

  /**
   * Returns the lognormal distribution.
   *
   * @param meanSeconds {@code > 0}
   * @param squaredVariation {@code > 0}
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  static TimeDistribution logNormal(double meanSeconds, double squaredVariation) {
    return new Times.LogNormal(meanSeconds, squaredVariation);
  }
}
