package dev.qoe.api.report;

import dev.qoe.api.internal.Checks;
import java.time.Instant;
import java.util.List;

/**
 * A curve over time.
 *
 * <p>Immutable.
 *
 * @param title what it shows, for example {@code packet loss}
 * @param unit the unit of its values as people see it; may be empty
 * @param low the lowest value of its axis
 * @param high the highest value of its axis, above {@code low}
 * @param points its values in the order of time; a NaN is a gap
 * @since 0.1
 */
public record Chart(String title, String unit, double low, double high, List<Point> points) {

  /**
   * Creates a chart; the list is copied.
   *
   * @throws IllegalArgumentException if {@code !(low < high)}
   */
  public Chart {
    Checks.notBlank(title, "title of a chart");
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "axis of chart '%s' must ascend: %s to %s".formatted(title, low, high));
    }
    points = List.copyOf(points);
  }

  /**
   * A value at a time. Immutable.
   *
   * @param time when
   * @param value the value in the chart's unit; NaN is a gap
   */
  public record Point(Instant time, double value) {}
}
