package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;

/**
 * One indicator of one element, as something that can be changed.
 *
 * <p>What a link or cell carries at most is such an indicator too: {@link Resource#CAPACITY}.
 * Immutable.
 *
 * @param element whose indicator
 * @param kpi which indicator
 * @since 0.1
 */
public record Parameter(ElementPath element, Kpi kpi) implements Comparable<Parameter> {

  /** Returns the parameter of that element and indicator. */
  public static Parameter of(ElementPath element, Kpi kpi) {
    return new Parameter(element, kpi);
  }

  @Override
  public int compareTo(Parameter other) {
    int byElement = element.compareTo(other.element);
    return byElement != 0 ? byElement : kpi.compareTo(other.kpi);
  }

  /** Returns for example {@code TRN_OWD of acme/cork/backhaul-3}. */
  @Override
  public String toString() {
    return kpi + " of " + element;
  }
}
