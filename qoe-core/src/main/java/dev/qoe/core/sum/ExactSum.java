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
  private static final double HALF_WORD = 0x1p32;
  private static final double FOURTH = 0.25;

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

  /** Adds all that another sum holds. */
  public void add(ExactSum other) {
    high = sumHigh(high, low, other.high, other.low);
    low += other.low;
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
  //
  // Without branches: signs and magnitudes of what is measured are mixed at random, so a processor
  // would guess wrong half of the time. A term is split into a multiple of 4 = 2^62 units and a
  // rest of -2 to 2; both are exact, and the rest times 2^60 fits into a long.

  /** Returns the upper word of a term that {@linkplain #accepts(double) is accepted}. */
  public static long high(double term) {
    double fours = Math.rint(term * FOURTH);
    long rest = rest(term, fours);
    long whole = (long) fours;
    return (whole >> 2) + (rest >> 63) + carry(whole << 62, rest);
  }

  /** Returns the lower word of a term that {@linkplain #accepts(double) is accepted}. */
  public static long low(double term) {
    double fours = Math.rint(term * FOURTH);
    return ((long) fours << 62) + rest(term, fours);
  }

  /** Returns the upper word of the sum of two numbers of two words; the lower one is their sum. */
  public static long sumHigh(long high, long low, long addHigh, long addLow) {
    return high + addHigh + carry(low, addLow);
  }

  /** Returns the sum that two words stand for, rounded to the nearest doubles of its halves. */
  public static double value(long high, long low) {
    long sign = high >> 63; // -1 or 0
    long magnitudeLow = (low ^ sign) - sign;
    long magnitudeHigh = (high ^ sign) + (sign & zero(low));
    return (magnitudeHigh * WORD + toDouble(magnitudeLow)) * ((sign | 1) / SCALE);
  }

  private static long rest(double term, double fours) {
    return (long) Math.rint((term - fours * 4) * SCALE);
  }

  /** Returns what is carried out of the sum of two unsigned words: 0 or 1. */
  public static long carry(long one, long other) {
    return ((one & other) | ((one | other) & ~(one + other))) >>> 63;
  }

  /** Returns 1 if a word is 0, else 0. */
  private static long zero(long word) {
    return (word | -word) >>> 63 ^ 1;
  }

  /**
   * Returns the double nearest to an unsigned word: its two halves are exact, so is their scale.
   */
  private static double toDouble(long bits) {
    return (bits >>> 32) * HALF_WORD + (bits & 0xffff_ffffL);
  }
}
