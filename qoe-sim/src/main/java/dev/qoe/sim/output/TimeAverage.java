package dev.qoe.sim.output;

/**
 * The average over time of a value that jumps, such as the number of customers in a queue.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class TimeAverage {

  private long startNanos;
  private long lastNanos;
  private double value;
  private double area;
  private double min;
  private double max;

  private TimeAverage(long nowNanos, double value) {
    reset(nowNanos);
    set(nowNanos, value);
    min = value;
    max = value;
  }

  /**
   * Returns the average of a value from now on.
   *
   * @param nowNanos the time, in nanoseconds
   * @param value the value, finite
   * @throws IllegalArgumentException if {@code value} is not finite
   */
  public static TimeAverage from(long nowNanos, double value) {
    return new TimeAverage(nowNanos, value);
  }

  /**
   * Sets the value that holds from now on.
   *
   * @param nowNanos the time in nanoseconds, not before the time of the last call
   * @param newValue finite
   * @throws IllegalArgumentException if {@code newValue} is not finite, or time goes back
   */
  public void set(long nowNanos, double newValue) {
    area += value * elapsed(nowNanos);
    lastNanos = nowNanos;
    value = Checks.finite("value", newValue);
    min = Math.min(min, newValue);
    max = Math.max(max, newValue);
  }

  /** Forgets what was, as at the end of a warm-up; the value itself stays. */
  public void reset(long nowNanos) {
    startNanos = nowNanos;
    lastNanos = nowNanos;
    area = 0;
    min = value;
    max = value;
  }

  /** Returns the value that holds now. */
  public double value() {
    return value;
  }

  /** Returns the smallest value since the start. */
  public double min() {
    return min;
  }

  /** Returns the largest value since the start. */
  public double max() {
    return max;
  }

  /**
   * Returns the average from the start until now; the present value if no time has passed.
   *
   * @param nowNanos the time in nanoseconds, not before the time of the last call
   * @throws IllegalArgumentException if time goes back
   */
  public double mean(long nowNanos) {
    double total = area + value * elapsed(nowNanos);
    return nowNanos == startNanos ? value : total / (nowNanos - startNanos);
  }

  private long elapsed(long nowNanos) {
    if (nowNanos < lastNanos) {
      throw new IllegalArgumentException(
          "time must not go back: %d ns after %d ns".formatted(nowNanos, lastNanos));
    }
    return nowNanos - lastNanos;
  }
}
