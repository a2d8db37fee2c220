package dev.qoe.core.service.benchmark;

import dev.qoe.core.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a measurement campaign found, by KPI.
 *
 * <p>Immutable.
 *
 * @param values the values by the KPI's code, in the KPI's unit, finite; not empty
 * @since 0.1
 */
public record BenchmarkInput(Map<String, Double> values) {

  /**
   * Creates an input; the map is copied.
   *
   * @throws IllegalArgumentException if there is no value or one is not finite
   */
  public BenchmarkInput {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values of KPIs must not be empty");
    }
    values.forEach(Checks::finite);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns an input. */
  public static BenchmarkInput of(Map<String, Double> values) {
    return new BenchmarkInput(values);
  }
}
