package dev.qoe.sim.experiment;

import dev.qoe.core.config.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A point of a design: a level for each parameter.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Point {

  private final int index;
  private final List<Parameter> parameters;
  private final List<Level> levels;

  Point(int index, List<Parameter> parameters, List<Level> levels) {
    this.index = index;
    this.parameters = parameters;
    this.levels = levels;
  }

  /** Returns its place in the design, counted from 0. */
  public int index() {
    return index;
  }

  /** Returns the levels, in the order of the parameters. */
  public List<Level> levels() {
    return levels;
  }

  /**
   * Returns the level of a parameter.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public Level level(String parameter) {
    return levels.get(find(parameter));
  }

  boolean isNumeric(String parameter) {
    return parameters.get(find(parameter)).domain().isNumeric();
  }

  private int find(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    List<String> names = parameters.stream().map(Parameter::name).toList();
    throw new IllegalArgumentException(
        "unknown parameter '%s'%s; known are %s"
            .formatted(parameter, Nearest.hint(parameter, names), names));
  }

  /** Returns for example {@code delay 20 ms, codec G.711}. */
  @Override
  public String toString() {
    return IntStream.range(0, levels.size())
        .mapToObj(i -> parameters.get(i).name() + " " + levels.get(i))
        .collect(Collectors.joining(", "));
  }
}
