package dev.qoe.core.score;

/**
 * Exponential and logarithm at the accuracy that a score needs, several times as fast as those of
 * {@link StrictMath}.
 *
 * <p>Made of additions, multiplications and tables filled by {@link StrictMath} alone, so the bits
 * are the same on every machine. The relative error of the exponential and the absolute error of
 * the logarithm stay below 1e-13. A table gives the coarse value, a Taylor polynomial the rest.
 */
final class Elementary {

  private static final int EXP_BITS = 6;
  private static final int EXP_STEPS = 1 << EXP_BITS;
  private static final double STEPS_PER_LN2 = EXP_STEPS / StrictMath.log(2);
  private static final double MOST = 700;

  /** ln 2 / 64 in two parts, the first with so few bits that its multiples are exact. */
  private static final double STEP_HIGH = (float) (StrictMath.log(2) / EXP_STEPS);

  private static final double STEP_LOW = 1.0 / STEPS_PER_LN2 - STEP_HIGH;
  private static final double[] POWERS = new double[EXP_STEPS];

  private static final int LOG_BITS = 7;
  private static final int LOG_STEPS = 1 << LOG_BITS;
  private static final double LN2 = StrictMath.log(2);
  private static final double[] INVERSES = new double[LOG_STEPS];
  private static final double[] LOGS = new double[LOG_STEPS];

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final int BIAS = 1_023;

  static {
    for (int i = 0; i < EXP_STEPS; i++) {
      POWERS[i] = StrictMath.pow(2, (double) i / EXP_STEPS);
    }
    for (int i = 0; i < LOG_STEPS; i++) {
      INVERSES[i] = 1 / (1 + (i + 0.5) / LOG_STEPS);
      LOGS[i] = -StrictMath.log(INVERSES[i]);
    }
  }

  private Elementary() {}

  /** Returns {@code e^x}. */
  static double exp(double x) {
    if (!(x > -MOST && x < MOST)) {
      return StrictMath.exp(x);
    }
    long n = (long) Math.rint(x * STEPS_PER_LN2);
    double r = x - n * STEP_HIGH - n * STEP_LOW;
    double square = r * r;
    double rest = r + square * (1.0 / 2 + r * (1.0 / 6) + square * (1.0 / 24 + r * (1.0 / 120)));
    double power = POWERS[(int) (n & (EXP_STEPS - 1))];
    double scale = Double.longBitsToDouble(((n >> EXP_BITS) + BIAS) << MANTISSA_BITS);
    return (power + power * rest) * scale;
  }

  /** Returns the natural logarithm of {@code x}, {@code > 0}. */
  static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return StrictMath.log(x);
    }
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits >> MANTISSA_BITS) - BIAS;
    double mantissa = Double.longBitsToDouble((bits & MANTISSA) | ONE);
    int i = (int) (bits >> (MANTISSA_BITS - LOG_BITS)) & (LOG_STEPS - 1);
    double r = mantissa * INVERSES[i] - 1;
    double square = r * r;
    double rest = r + square * (r * (1.0 / 3) - 1.0 / 2 + square * (r * (1.0 / 5) - 1.0 / 4));
    return exponent * LN2 + (LOGS[i] + rest);
  }
}
