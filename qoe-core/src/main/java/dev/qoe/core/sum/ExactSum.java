package dev.qoe.core.sum;

/**
 * A sum of doubles that does not depend on the order of its terms.
 *
 * <p>Each term is rounded once to a multiple of 2<sup>-60</sup> and added in integers, which is
 * associative; a term that was added can be taken out again without a trace. Terms may be as large
 * as 2<sup>53</sup> and as many as 2<sup>12</sup> of these, or in proportion more of smaller ones.
 * Confine to one thread.
 *
 * @since 0.1
 */
public final class ExactSum {

  /** The largest magnitude of a term. */
  public static final double MAX_TERM = 0x1p53;

  private static final double SCALE = 0x1p60;
  private static final double UNIT = 0x1p-60;
  private static final double EIGHTH = 0.125;
  private static final int REST_BITS = 62;

  private long eights;
  private long rest;

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
    add(eights(term), rest(term));
  }

  /** Adds all that another sum holds. */
  public void add(ExactSum other) {
    add(other.eights, other.rest);
  }

  private void add(long moreEights, long moreRest) {
    long sum = rest + moreRest;
    long carry = carry(sum);
    eights += moreEights + carry;
    rest = without(carry, sum);
  }

  /** Takes out a term that was added before. */
  public void remove(double term) {
    add(-term);
  }

  /** Sets the sum to 0. */
  public void clear() {
    eights = 0;
    rest = 0;
  }

  /** Returns the sum, rounded to the nearest doubles of its two parts. */
  public double value() {
    return value(eights, rest);
  }

  // ---- for those who keep the two words themselves ----------------------------------------------
  //
  // A term is split into a multiple of 8 and a rest of -4 to 4, in units of 2^-60: both are exact.
  // So is the sum, whose rest is kept from -2^62 to below 2^62 and can take one more without
  // overflow. Without branches: signs and magnitudes of what is measured are mixed at random, so a
  // processor would guess wrong half of the time.

  /** Returns how many eights are in a term that {@linkplain #accepts(double) is accepted}. */
  public static long eights(double term) {
    return (long) Math.rint(term * EIGHTH);
  }

  /** Returns what is left of a term without its eights, in units of 2^-60. */
  public static long rest(double term) {
    return (long) Math.rint((term - Math.rint(term * EIGHTH) * 8) * SCALE);
  }

  /** Returns how many eights are carried out of the sum of two rests: -1, 0 or 1. */
  public static long carry(long sumOfRests) {
    return ((sumOfRests >> REST_BITS) + 1) >> 1;
  }

  /** Returns the sum of two rests without what was carried out of it. */
  public static long without(long carry, long sumOfRests) {
    return sumOfRests - (carry << 63);
  }

  /** Returns the sum that two words stand for, rounded to the nearest doubles of the two. */
  public static double value(long eights, long rest) {
    return eights * 8.0 + rest * UNIT;
  }
}
