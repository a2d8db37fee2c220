package dev.qoe.sim.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from distributions by inversion: one uniform number each, and the draw grows with it.
 *
 * <p>That keeps streams in step, so that common and antithetic numbers reduce the variance as they
 * should, which samplers that reject cannot promise. Logarithms and roots are those of {@link
 * StrictMath}: the same bytes on every machine.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Inversion {

  /** Half the distance of two uniform numbers: keeps quantiles off 0 and 1, and symmetric. */
  private static final double HALF_STEP = 0x1p-54;

  private Inversion() {}

  /**
   * Draws an exponential time.
   *
   * @param mean in any unit, {@code > 0}, finite
   * @throws IllegalArgumentException if {@code mean} is outside its range
   */
  public static double exponential(UniformRandomProvider random, double mean) {
    if (!(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("mean must be finite and > 0: " + mean);
    }
    return -mean * StrictMath.log1p(-random.nextDouble());
  }

  /** Draws from the normal distribution of mean 0 and standard deviation 1. */
  public static double normal(UniformRandomProvider random) {
    double u = random.nextDouble();
    return u < 0.5 ? normalQuantile(u + HALF_STEP) : -normalQuantile(1 - u - HALF_STEP);
  }

  /**
   * Draws from a normal distribution.
   *
   * @param mean finite
   * @param deviation the standard deviation, {@code >= 0}, finite
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public static double normal(UniformRandomProvider random, double mean, double deviation) {
    if (!(deviation >= 0 && Double.isFinite(deviation) && Double.isFinite(mean))) {
      throw new IllegalArgumentException(
          "mean must be finite and deviation finite and >= 0: %s, %s".formatted(mean, deviation));
    }
    return mean + deviation * normal(random);
  }

  /**
   * Draws a time or a size whose logarithm is normal.
   *
   * @param median in any unit, {@code > 0}, finite
   * @param sigma standard deviation of the natural logarithm, {@code >= 0}, finite
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public static double logNormal(UniformRandomProvider random, double median, double sigma) {
    if (!(median > 0 && median < Double.POSITIVE_INFINITY && sigma >= 0 && sigma < 1e3)) {
      throw new IllegalArgumentException(
          "median must be finite and > 0, sigma from 0 to 1000: %s, %s".formatted(median, sigma));
    }
    return median * StrictMath.exp(sigma * normal(random));
  }

  /**
   * Draws from a range.
   *
   * @param min inclusive, finite
   * @param max exclusive, finite, {@code > min}
   * @throws IllegalArgumentException if a bound is outside its range
   */
  public static double uniform(UniformRandomProvider random, double min, double max) {
    return random.nextDouble(min, max);
  }

  /**
   * Returns the value that a standard normal variable stays under with a probability.
   *
   * <p>Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
   * Statistics 37 (1988), routine PPND16: relative error about 1e-16.
   *
   * @param p 0 to 1, both exclusive
   * @throws IllegalArgumentException if {@code p} is outside its range
   */
  public static double normalQuantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("probability must be > 0 and < 1: " + p);
    }
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return q * ratio(CENTRE, 0.180625 - q * q);
    }
    double r = StrictMath.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double x = r <= 5 ? ratio(FLANK, r - 1.6) : ratio(TAIL, r - 5);
    return q < 0 ? -x : x;
  }

  /** Returns the quotient of the two polynomials, the lowest power first. */
  private static double ratio(double[][] polynomials, double x) {
    return polynomial(polynomials[0], x) / polynomial(polynomials[1], x);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  private static final double[][] CENTRE = {
    {
      3.3871328727963665,
      133.14166789178438,
      1971.5909503065513,
      13731.69376550946,
      45921.95393154987,
      67265.7709270087,
      33430.57558358813,
      2509.0809287301227
    },
    {
      1,
      42.31333070160091,
      687.1870074920579,
      5394.196021424751,
      21213.794301586597,
      39307.89580009271,
      28729.085735721943,
      5226.495278852854
    }
  };

  private static final double[][] FLANK = {
    {
      1.4234371107496835,
      4.630337846156546,
      5.769497221460691,
      3.6478483247632045,
      1.2704582524523684,
      0.2417807251774506,
      0.022723844989269184,
      0.0007745450142783414
    },
    {
      1,
      2.053191626637759,
      1.6763848301838038,
      0.6897673349851,
      0.14810397642748008,
      0.015198666563616457,
      0.0005475938084995345,
      1.0507500716444169e-9
    }
  };

  private static final double[][] TAIL = {
    {
      6.657904643501103,
      5.463784911164114,
      1.7848265399172913,
      0.29656057182850487,
      0.026532189526576124,
      0.0012426609473880784,
      2.7115555687434876e-5,
      2.0103343992922881e-7
    },
    {
      1,
      0.599832206555888,
      0.1369298809227358,
      0.014875361290850615,
      0.0007868691311456133,
      1.8463183175100548e-5,
      1.421511758316446e-7,
      2.0442631033899397e-15
    }
  };
}
