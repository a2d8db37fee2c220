package dev.qoe.core.service.suitability;

import dev.qoe.core.internal.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one dataset says about a connection.
 *
 * <p>Immutable.
 *
 * @param values the measured values: throughputs in Mbit/s, latency in ms, packet loss as a ratio;
 *     not empty, each {@code >= 0}, the ratio {@code <= 1}
 * @since 0.1
 */
public record IqbMeasurements(Map<Requirement, Double> values) {

  /**
   * Creates measurements; the map is copied.
   *
   * @throws IllegalArgumentException if there is none, or one is out of its range
   */
  public IqbMeasurements {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("measurements must not be empty");
    }
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    values.forEach(
        (requirement, value) -> {
          double max = requirement == Requirement.PACKET_LOSS ? 1 : Double.MAX_VALUE;
          Checks.between(requirement.toString(), value, 0, max);
        });
  }

  /** Returns complete measurements. */
  public static IqbMeasurements of(
      double downloadMegabitsPerSecond,
      double uploadMegabitsPerSecond,
      double latencyMillis,
      double packetLossRatio) {
    return new IqbMeasurements(
        Map.of(
            Requirement.DOWNLOAD, downloadMegabitsPerSecond,
            Requirement.UPLOAD, uploadMegabitsPerSecond,
            Requirement.LATENCY, latencyMillis,
            Requirement.PACKET_LOSS, packetLossRatio));
  }

  OptionalDouble value(Requirement requirement) {
    Double value = values.get(requirement);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
