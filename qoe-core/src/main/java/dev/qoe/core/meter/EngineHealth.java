package dev.qoe.core.meter;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The health of the engine: that of its parts, and the worst of them as its own.
 *
 * <p>Immutable.
 *
 * @param overall the worst state of a part, with the reasons of all parts, since the first part
 *     came into it; healthy since the last part came into it
 * @param parts the health of each part, by its name, for example {@code store}
 * @since 0.1
 */
public record EngineHealth(Health overall, Map<String, Health> parts) {

  /** Creates a health; the parts are copied in the order of their names. */
  public EngineHealth {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /**
   * Returns the health of an engine of these parts.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static EngineHealth of(Map<String, Health> parts) {
    HealthState worst =
        parts.values().stream()
            .map(Health::state)
            .max(HealthState::compareTo)
            .orElseThrow(
                () -> new IllegalArgumentException("the health of an engine must have parts: {}"));
    boolean healthy = worst == HealthState.HEALTHY;
    Instant since =
        parts.values().stream()
            .filter(part -> part.state() == worst)
            .map(Health::since)
            .reduce((one, other) -> (one.isBefore(other) == healthy) ? other : one)
            .orElseThrow();
    List<String> reasons =
        new TreeMap<>(parts)
            .entrySet().stream()
                .flatMap(
                    part ->
                        part.getValue().reasons().stream()
                            .map(reason -> part.getKey() + ": " + reason))
                .toList();
    return new EngineHealth(new Health(worst, reasons, since), parts);
  }

  /** Returns for example {@code failed since 2026-11-21T10:00:00Z: journal: disk is full}. */
  @Override
  public String toString() {
    return overall.toString();
  }
}
