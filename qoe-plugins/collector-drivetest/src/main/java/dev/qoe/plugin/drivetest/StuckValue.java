package dev.qoe.plugin.drivetest;

/**
 * A watch over a value that repeats itself as if it were stuck.
 *
 * <p>Confine to one thread.
 */
final class StuckValue {

  private final int limit;
  private double last = Double.NaN;
  private int run;

  /**
   * @param limit how many equal values in a row are still believed, {@code >= 1}
   */
  StuckValue(int limit) {
    this.limit = limit;
  }

  /** Takes the next value and returns whether more than {@code limit} in a row have been equal. */
  boolean next(double value) {
    run = value == last ? run + 1 : 1;
    last = value;
    return run > limit;
  }
}
