package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import java.util.Objects;

/**
 * The numbers from one to another, both inclusive.
 *
 * <pre>{@code
 * Range.of(0, 100, 5).millis();          // a grid takes 0, 5, ... 100 ms; samples take any between
 * Range.of(0, 0.05).unit(Unit.RATIO);    // for designs that sample
 * Range.of(1, 64, 1).whole();            // 1, 2, ... 64
 * }</pre>
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Range implements Domain {

  private final double min;
  private final double max;
  private final double step;
  private final boolean whole;
  private final Unit unit;

  private Range(double min, double max, double step, boolean whole, Unit unit) {
    this.min = min;
    this.max = max;
    this.step = step;
    this.whole = whole;
    this.unit = unit;
  }

  /**
   * Returns a range without steps, for designs that sample.
   *
   * @param min finite
   * @param max finite, {@code > min}
   * @throws IllegalArgumentException if a bound is outside its range
   */
  public static Range of(double min, double max) {
    Checks.finite("min of range", min);
    Checks.finite("max of range", max);
    if (!(min < max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException(
          "range must go up, min < max: %s to %s".formatted(Checks.plain(min), Checks.plain(max)));
    }
    return new Range(min, max, Double.NaN, false, NO_UNIT);
  }

  /**
   * Returns a range with steps, counted from its minimum.
   *
   * @param min finite
   * @param max finite, {@code > min}; it is a level only if a step ends there
   * @param step finite, {@code > 0}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Range of(double min, double max, double step) {
    Range plain = of(min, max);
    if (!(Checks.finite("step of range", step) > 0)) {
      throw new IllegalArgumentException("step of range must be > 0: " + Checks.plain(step));
    }
    return new Range(plain.min, plain.max, step, false, NO_UNIT);
  }

  /** Returns this range in a unit. */
  public Range unit(Unit other) {
    return new Range(min, max, step, whole, Objects.requireNonNull(other));
  }

  /** Returns this range in milliseconds. */
  public Range millis() {
    return unit(Unit.of("ms"));
  }

  /** Returns this range in seconds. */
  public Range seconds() {
    return unit(Unit.of("s"));
  }

  /** Returns this range in percent. */
  public Range percent() {
    return unit(Unit.PERCENT);
  }

  /**
   * Returns this range with whole numbers only.
   *
   * @throws IllegalArgumentException if a bound or the step is not whole
   */
  public Range whole() {
    if (min != Math.rint(min)
        || max != Math.rint(max)
        || (!Double.isNaN(step) && step != Math.rint(step))) {
      throw new IllegalArgumentException(
          "a range of whole numbers must have whole bounds and steps: " + this);
    }
    return new Range(min, max, step, true, unit);
  }

  /** Returns the lower end. */
  public double min() {
    return min;
  }

  /** Returns the upper end. */
  public double max() {
    return max;
  }

  @Override
  public Unit unit() {
    return unit;
  }

  @Override
  public boolean isNumeric() {
    return true;
  }

  @Override
  public long size() {
    if (Double.isNaN(step)) {
      throw new IllegalArgumentException(
          "range %s has no step, which a grid needs; give one as Range.of(min, max, step), or take a"
                  .formatted(this)
              + " design that samples");
    }
    return (long) Math.floor((max - min) / step + 1e-9) + 1;
  }

  @Override
  public Level level(long index) {
    return Level.of(min + index * step, unit);
  }

  @Override
  public Level at(double share) {
    double value =
        whole
            ? Math.min(max, min + Math.floor(share * (max - min + 1)))
            : min + share * (max - min);
    return Level.of(value, unit);
  }

  /** Returns for example {@code 0 to 100 ms by 5}. */
  @Override
  public String toString() {
    return Checks.plain(min)
        + " to "
        + Level.of(max, unit)
        + (Double.isNaN(step) ? "" : " by " + Checks.plain(step))
        + (whole ? ", whole" : "");
  }
}
