package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import java.util.List;

/**
 * Things that have names but no order: {@code Choice.of("G.711", "G.729A")}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Choice implements Domain {

  private final List<String> names;

  private Choice(List<String> names) {
    this.names = names;
  }

  /**
   * Returns a choice.
   *
   * @param names at least one, none blank, none twice
   * @throws IllegalArgumentException if they are not so
   */
  public static Choice of(String... names) {
    List<String> list = List.of(names);
    if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
      throw new IllegalArgumentException(
          "a choice must have at least one name, none twice: " + list);
    }
    list.forEach(name -> Checks.name("choice", name));
    return new Choice(list);
  }

  @Override
  public Unit unit() {
    return NO_UNIT;
  }

  @Override
  public boolean isNumeric() {
    return false;
  }

  @Override
  public long size() {
    return names.size();
  }

  @Override
  public Level level(long index) {
    return new Level(index, names.get(Math.toIntExact(index)), NO_UNIT);
  }

  @Override
  public Level at(double share) {
    return level(Math.min(names.size() - 1, (int) (share * names.size())));
  }

  /** Returns for example {@code [G.711, G.729A]}. */
  @Override
  public String toString() {
    return names.toString();
  }
}
