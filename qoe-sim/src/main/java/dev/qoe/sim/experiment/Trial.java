package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One replication at one point, as a measure sees it: the parameters' values, and random numbers.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class Trial {

  private static final Unit SECOND = Unit.of("s");

  private final Point point;
  private final RandomStreams streams;
  private final Map<String, UniformRandomProvider> drawn = new HashMap<>();

  Trial(Point point, RandomStreams streams) {
    this.point = point;
    this.streams = streams;
  }

  /**
   * Returns a parameter's number, in the parameter's own unit.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is a choice
   */
  public double number(String parameter) {
    Level level = point.level(parameter);
    if (!point.isNumeric(parameter)) {
      throw new IllegalArgumentException(
          "parameter '%s' is a choice, not a number: %s".formatted(parameter, level));
    }
    return level.number();
  }

  /**
   * Returns a parameter's number in a unit.
   *
   * @throws IllegalArgumentException if there is no such parameter, or its unit is of another
   *     quantity
   */
  public double number(String parameter, Unit unit) {
    return point.level(parameter).unit().convert(number(parameter), unit);
  }

  /**
   * Returns a parameter's whole number.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is not whole
   */
  public int integer(String parameter) {
    double value = number(parameter);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "parameter '%s' is not a whole number: %s; give its range .whole()"
              .formatted(parameter, point.level(parameter)));
    }
    return (int) value;
  }

  /**
   * Returns a parameter's time, to the nanosecond.
   *
   * @throws IllegalArgumentException if there is no such parameter, or its unit is not one of time
   */
  public Duration duration(String parameter) {
    return Duration.ofNanos(Math.round(number(parameter, SECOND) * 1e9));
  }

  /**
   * Returns the name that a parameter is set to.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public String choice(String parameter) {
    return point.level(parameter).label();
  }

  /**
   * Returns the random numbers for a purpose, for example {@code arrivals}. They are the same at
   * all points of a replication, so that points differ by their parameters and not by luck; a
   * second call goes on where the first one stopped.
   *
   * @throws IllegalArgumentException if {@code purpose} is blank
   */
  public UniformRandomProvider random(String purpose) {
    return drawn.computeIfAbsent(purpose, streams::stream);
  }

  /** Returns the streams of this replication, for simulations that draw from several. */
  public RandomStreams streams() {
    return streams;
  }

  /** Returns the point. */
  public Point point() {
    return point;
  }
}
