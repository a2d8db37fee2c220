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
      3.3871328727963666080e0,
      1.3314166789178437745e+2,
      1.9715909503065514427e+3,
      1.3731693765509461125e+4,
      4.5921953931549871457e+4,
      6.7265770927008700853e+4,
      3.3430575583588128105e+4,
      2.5090809287301226727e+3
    },
    {
      1,
      4.2313330701600911252e+1,
      6.8718700749205790830e+2,
      5.3941960214247511077e+3,
      2.1213794301586595867e+4,
      3.9307895800092710610e+4,
      2.8729085735721942674e+4,
      5.2264952788528545610e+3
    }
  };

  private static final double[][] FLANK = {
    {
      1.42343711074968357734e0,
      4.63033784615654529590e0,
      5.76949722146069140550e0,
      3.64784832476320460504e0,
      1.27045825245236838258e0,
      2.41780725177450611770e-1,
      2.27238449892691845833e-2,
      7.74545014278341407640e-4
    },
    {
      1,
      2.05319162663775882187e0,
      1.67638483018380384940e0,
      6.89767334985100004550e-1,
      1.48103976427480074590e-1,
      1.51986665636164571966e-2,
      5.47593808499534494600e-4,
      1.05075007164441684324e-9
    }
  };

  private static final double[][] TAIL = {
    {
      6.65790464350110377720e0,
      5.46378491116411436990e0,
      1.78482653991729133580e0,
      2.96560571828504891230e-1,
      2.65321895265761230930e-2,
      1.24266094738807843860e-3,
      2.71155556874348757815e-5,
      2.01033439929228813265e-7
    },
    {
      1,
      5.99832206555887937690e-1,
      1.36929880922735805310e-1,
      1.48753612908506148525e-2,
      7.86869131145613259100e-4,
      1.84631831751005468180e-5,
      1.42151175831644588870e-7,
      2.04426310338993978564e-15
    }
  };
}
