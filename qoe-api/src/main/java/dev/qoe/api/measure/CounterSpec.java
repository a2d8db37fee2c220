package dev.qoe.api.measure;

import dev.qoe.api.internal.Checks;

/**
 * What all readings of one counter have in common: how wide it is, what a count is worth, and how
 * fast it can grow. Immutable.
 *
 * @param bits how wide the counter is: 32 or 64
 * @param unitsPerCount how many of the indicator's units (times seconds) one count is, {@code > 0};
 *     8 for octets told in bit/s
 * @param maxPerSecond the most counts a second that are possible, {@code > 0}; infinite if not
 *     known
 * @since 0.1
 */
public record CounterSpec(int bits, double unitsPerCount, double maxPerSecond) {

  /**
   * Creates a description.
   *
   * @throws IllegalArgumentException if {@code bits} is neither 32 nor 64, or a factor or limit is
   *     not {@code > 0}
   */
  public CounterSpec {
    check(bits, unitsPerCount, maxPerSecond);
  }

  static void check(int bits, double unitsPerCount, double maxPerSecond) {
    if (bits != 32 && bits != 64) {
      throw new IllegalArgumentException("a counter must have 32 or 64 bits: " + bits);
    }
    Checks.within(
        unitsPerCount, Double.MIN_VALUE, Double.MAX_VALUE, "units per count of a counter");
    if (!(maxPerSecond > 0)) {
      throw new IllegalArgumentException(
          "the most counts a second must be above 0: " + maxPerSecond);
    }
  }

  /** Returns a 32-bit counter of whose growth no limit is known, one count worth one unit. */
  public static CounterSpec of32() {
    return new CounterSpec(32, 1, Double.POSITIVE_INFINITY);
  }

  /** Returns a 64-bit counter of whose growth no limit is known, one count worth one unit. */
  public static CounterSpec of64() {
    return new CounterSpec(64, 1, Double.POSITIVE_INFINITY);
  }

  /** Returns this counter with one count worth that many of the indicator's units, {@code > 0}. */
  public CounterSpec worth(double units) {
    return new CounterSpec(bits, units, maxPerSecond);
  }

  /** Returns this counter, which cannot grow faster, in counts a second, {@code > 0}. */
  public CounterSpec atMost(double perSecond) {
    return new CounterSpec(bits, unitsPerCount, perSecond);
  }
}
