package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.List;

/**
 * What a change did to one indicator of one element, and to the score by it.
 *
 * <p>Immutable.
 *
 * @param parameter which indicator of which element
 * @param name what people call the indicator
 * @param place what people call the element
 * @param before its value before, in its unit; NaN if it had none
 * @param after its value after, in its unit
 * @param text both values as people see them, for example {@code 40 ms -> 60 ms}
 * @param pointsBefore what it cost the score before, 0 to 100
 * @param pointsAfter what it costs after, 0 to 100
 * @param through by what it changed, each with the element where the cause lies; empty if only its
 *     weight among others changed
 * @since 0.1
 */
public record KpiDifference(
    Parameter parameter,
    String name,
    String place,
    double before,
    double after,
    String text,
    double pointsBefore,
    double pointsAfter,
    List<String> through) {

  /** Creates a difference; the list is copied. */
  public KpiDifference {
    through = List.copyOf(through);
  }

  /** Returns whose indicator it is. */
  public ElementPath element() {
    return parameter.element();
  }

  /** Returns which indicator it is. */
  public Kpi kpi() {
    return parameter.kpi();
  }

  /** Returns the points that the score gained by it; negative where it lost. */
  public double gain() {
    return pointsBefore - pointsAfter;
  }

  /**
   * Returns for example {@code -2.1 voice MOS of cell-1, 4.2 -> 3.9 (E-model from one-way delay)}.
   */
  @Override
  public String toString() {
    return "%s %s of %s, %s".formatted(Differences.points(gain()), name, place, evidence());
  }

  /** What came out the same though it was computed anew, and by what. */
  String unchanged() {
    return "%s of %s, %s".formatted(name, place, evidence());
  }

  /** Both values, and by what one became the other. */
  String evidence() {
    return text + (through.isEmpty() ? "" : " (" + String.join("; ", through) + ")");
  }
}
