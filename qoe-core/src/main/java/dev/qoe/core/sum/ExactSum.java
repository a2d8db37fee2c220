package dev.qoe.core.sum;

/**
 * A sum of doubles that does not depend on the order of its terms.
 *
 * <p>Each term is rounded once to a multiple of 2<sup>-60</sup> and added in 128-bit integers,
 * which is associative; a term that was added can be taken out again without a trace. Terms may be
 * as large as 2<sup>53</sup> and as many as 2<sup>13</sup> of these, or in proportion more of
 * smaller ones. Confine to one thread.
 *
 * @since 0.1
 */
public final class ExactSum {

  /** The largest magnitude of a term. */
  public static final double MAX_TERM = 0x1p53;

  private static final double SCALE = 0x1p60;
  private static final double WORD = 0x1p64;
  private static final double HALF_WORD = 0x1p63;

  private long high;
  private long low;

  private ExactSum() {}

  /** Returns a sum of nothing. */
  public static ExactSum zero() {
    return new ExactSum();
  }

  /** Returns whether {@code term} may be added: finite and of a magnitude up to 2^53. */
  public static boolean accepts(double term) {
    return Math.abs(term) <= MAX_TERM;
  }

  /** Returns {@code term} as it enters the sum: rounded to a multiple of 2<sup>-60</sup>. */
  public static double rounded(double term) {
    return Math.rint(term * SCALE) / SCALE;
  }

  /** Adds a term that {@linkplain #accepts(double) is accepted}. */
  public void add(double term) {
    long addLow = low(term);
    high = sumHigh(high, low, high(term), addLow);
    low += addLow;
  }

  /** Takes out a term that was added before. */
  public void remove(double term) {
    add(-term);
  }

  /** Sets the sum to 0. */
  public void clear() {
    high = 0;
    low = 0;
  }

  /** Returns the sum, rounded to the nearest doubles of its two halves. */
  public double value() {
    return value(high, low);
  }

  // ---- for those who keep the two words themselves ----------------------------------------------

  /** Returns the upper word of a term that {@linkplain #accepts(double) is accepted}. */
  public static long high(double term) {
    double scaled = term * SCALE;
    if (Math.abs(scaled) < HALF_WORD) {
      return (long) Math.rint(scaled) >> 63;
    }
    double magnitude = Math.abs(scaled);
    long upper = (long) Math.floor(magnitude / WORD);
    return term >= 0 ? upper : lowOfLarge(magnitude) == 0 ? -upper : ~upper;
  }

  /** Returns the lower word of a term that {@linkplain #accepts(double) is accepted}. */
  public static long low(double term) {
    double scaled = term * SCALE;
    if (Math.abs(scaled) < HALF_WORD) {
      return (long) Math.rint(scaled);
    }
    long lower = lowOfLarge(Math.abs(scaled));
    return term >= 0 ? lower : -lower;
  }

  /** Returns the upper word of the sum of two numbers of two words; the lower one is their sum. */
  public static long sumHigh(long high, long low, long addHigh, long addLow) {
    return high + addHigh + (Long.compareUnsigned(low + addLow, low) < 0 ? 1 : 0);
  }

  /** Returns the sum that two words stand for, rounded to the nearest doubles of its halves. */
  public static double value(long high, long low) {
    return high < 0 ? -magnitude(low == 0 ? -high : ~high, -low) : magnitude(high, low);
  }

  private static long lowOfLarge(double magnitude) {
    return unsigned(magnitude - Math.floor(magnitude / WORD) * WORD);
  }

  private static double magnitude(long high, long low) {
    return (high * WORD + toDouble(low)) / SCALE;
  }

  /** Returns the bits of a whole number from 0 to below 2^64. */
  private static long unsigned(double whole) {
    return whole < 0x1p63 ? (long) whole : (long) (whole - 0x1p63) + Long.MIN_VALUE;
  }

  private static double toDouble(long bits) {
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
