package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Numbers named one by one: {@code Numbers.of(1, 2, 5, 10).millis()}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Numbers implements Domain {

  private final double[] values;
  private final Unit unit;

  private Numbers(double[] values, Unit unit) {
    this.values = values;
    this.unit = unit;
  }

  /**
   * Returns these numbers.
   *
   * @param values at least one, finite
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Numbers of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("numbers are missing; give at least one");
    }
    for (double value : values) {
      Checks.finite("number", value);
    }
    return new Numbers(values.clone(), NO_UNIT);
  }

  /** Returns these numbers in a unit. */
  public Numbers unit(Unit other) {
    return new Numbers(values, Objects.requireNonNull(other));
  }

  /** Returns these numbers in milliseconds. */
  public Numbers millis() {
    return unit(Unit.of("ms"));
  }

  /** Returns these numbers in percent. */
  public Numbers percent() {
    return unit(Unit.PERCENT);
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
    return values.length;
  }

  @Override
  public Level level(long index) {
    return Level.of(values[Math.toIntExact(index)], unit);
  }

  @Override
  public Level at(double share) {
    return level(Math.min(values.length - 1, (int) (share * values.length)));
  }

  /** Returns for example {@code 1, 2, 5 ms}. */
  @Override
  public String toString() {
    String list = Arrays.stream(values).mapToObj(Checks::plain).collect(Collectors.joining(", "));
    return unit.equals(NO_UNIT) ? list : list + " " + unit;
  }
}
