package dev.qoe.core.service.suitability;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one or more datasets say about a connection; each may lack some measurements.
 *
 * <p>A value stands for many measurements: usually their median, or the 95th percentile as the IQB
 * report recommends. Immutable.
 *
 * @param datasets the measurements by name of the dataset, for example {@code m-lab}; not empty
 * @since 0.1
 */
public record IqbInput(Map<String, IqbMeasurements> datasets) {

  /** The name of the only dataset where a caller names none. */
  public static final String DEFAULT_DATASET = "m-lab";

  /**
   * Creates an input; the map is copied.
   *
   * @throws IllegalArgumentException if there is no dataset
   */
  public IqbInput {
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("datasets must not be empty");
    }
    datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
  }

  /** Returns an input of one dataset, {@value #DEFAULT_DATASET}. */
  public static IqbInput of(IqbMeasurements measurements) {
    return new IqbInput(Map.of(DEFAULT_DATASET, measurements));
  }

  OptionalDouble value(String dataset, Requirement requirement) {
    IqbMeasurements measurements = datasets.get(dataset);
    return measurements == null ? OptionalDouble.empty() : measurements.value(requirement);
  }
}
