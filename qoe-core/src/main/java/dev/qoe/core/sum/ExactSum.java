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
    double magnitude = Math.rint(Math.abs(term) * SCALE);
    double words = Math.floor(magnitude / WORD);
    long addHigh = (long) words;
    long addLow = unsigned(magnitude - words * WORD);
    if (term >= 0) {
      addWords(addHigh, addLow);
    } else {
      addWords(addLow == 0 ? -addHigh : ~addHigh, -addLow);
    }
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
    return high < 0 ? -magnitude(low == 0 ? -high : ~high, -low) : magnitude(high, low);
  }

  private static double magnitude(long high, long low) {
    return (high * WORD + toDouble(low)) / SCALE;
  }

  private void addWords(long addHigh, long addLow) {
    long sum = low + addLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    low = sum;
    high += addHigh + carry;
  }

  /** Returns the bits of a whole number from 0 to below 2^64. */
  private static long unsigned(double whole) {
    return whole < 0x1p63 ? (long) whole : (long) (whole - 0x1p63) + Long.MIN_VALUE;
  }

  private static double toDouble(long bits) {
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
