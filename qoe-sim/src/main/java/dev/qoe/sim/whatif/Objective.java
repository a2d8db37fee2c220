package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.Locale;

/**
 * What is to be good: the score of an element, or one indicator of it.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface Objective {

  /** Returns the objective of a high score, 0 to 100. */
  static Objective score(ElementPath element) {
    return new OfScore(element);
  }

  /** Returns the objective of a good value of an indicator, for example of a service's MOS. */
  static Objective kpi(ElementPath element, Kpi kpi) {
    return new OfKpi(Parameter.of(element, kpi));
  }

  /**
   * The score of an element. Immutable.
   *
   * @param element whose
   */
  record OfScore(ElementPath element) implements Objective {
    @Override
    public String toString() {
      return "score of " + element;
    }
  }

  /**
   * An indicator of an element. Immutable.
   *
   * @param parameter which
   */
  record OfKpi(Parameter parameter) implements Objective {
    @Override
    public String toString() {
      return parameter.toString();
    }
  }

  /** Returns whether lower values are better. */
  default boolean lowerIsBetter(NetworkState state) {
    return this instanceof OfKpi of
        && state.catalog().get(of.parameter().kpi()).direction() == Direction.LOWER;
  }

  /** Returns whether {@code value} is as good as {@code target}, or better. */
  default boolean reaches(double value, double target, NetworkState state) {
    return lowerIsBetter(state) ? value <= target : value >= target;
  }

  /** Returns a value as people see it. */
  default String show(double value, NetworkState state) {
    return this instanceof OfKpi of
        ? state.catalog().get(of.parameter().kpi()).show(value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
