package dev.qoe.core.service.suitability;

import dev.qoe.core.internal.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a speed test measured; any part may be missing, but not all.
 *
 * <p>Immutable.
 *
 * @param values the values by metric: loss as a ratio 0 to 1, times in ms, rates in bit/s; not
 *     empty, each {@code >= 0}
 * @since 0.1
 */
public record AimInput(Map<AimMetric, Double> values) {

  /**
   * Creates an input; the map is copied.
   *
   * @throws IllegalArgumentException if there is no value or one is out of its range
   */
  public AimInput {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("measurements must not be empty");
    }
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    values.forEach(
        (metric, value) -> {
          double max = metric == AimMetric.PACKET_LOSS ? 1 : Double.MAX_VALUE;
          Checks.between(metric.toString(), value, 0, max);
        });
  }

  /** Returns a builder without any measurement. */
  public static Builder builder() {
    return new Builder();
  }

  OptionalDouble value(AimMetric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Gathers the measurements of a speed test.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    private final Map<AimMetric, Double> values = new EnumMap<>(AimMetric.class);
    private OptionalDouble loadedLatencyMillis = OptionalDouble.empty();

    private Builder() {}

    /** Sets the packet loss, as a ratio, 0 to 1. */
    public Builder packetLossRatio(double ratio) {
      values.put(AimMetric.PACKET_LOSS, ratio);
      return this;
    }

    /** Sets the median latency of the idle connection, in ms, {@code >= 0}. */
    public Builder latencyMillis(double millis) {
      values.put(AimMetric.LATENCY, millis);
      return this;
    }

    /**
     * Sets the latency during the download, in ms, {@code >= 0}; the higher of both directions
     * counts.
     */
    public Builder downloadLoadedLatencyMillis(double millis) {
      return loaded(millis);
    }

    /**
     * Sets the latency during the upload, in ms, {@code >= 0}; the higher of both directions
     * counts.
     */
    public Builder uploadLoadedLatencyMillis(double millis) {
      return loaded(millis);
    }

    /** Sets the jitter of the idle connection, in ms, {@code >= 0}. */
    public Builder jitterMillis(double millis) {
      values.put(AimMetric.JITTER, millis);
      return this;
    }

    /** Sets the 90th percentile of the download rate, in bit/s, {@code >= 0}. */
    public Builder downloadBitsPerSecond(double rate) {
      values.put(AimMetric.DOWNLOAD, rate);
      return this;
    }

    /** Sets the 90th percentile of the upload rate, in bit/s, {@code >= 0}. */
    public Builder uploadBitsPerSecond(double rate) {
      values.put(AimMetric.UPLOAD, rate);
      return this;
    }

    /**
     * Returns the input. The increase of latency under load needs an idle and a loaded latency;
     * where the loaded one is lower, it is 0.
     *
     * @throws IllegalArgumentException if nothing was set or a value is out of its range
     */
    public AimInput build() {
      Map<AimMetric, Double> all = new EnumMap<>(AimMetric.class);
      all.putAll(values);
      Double idle = values.get(AimMetric.LATENCY);
      if (idle != null && loadedLatencyMillis.isPresent()) {
        double increase = loadedLatencyMillis.getAsDouble() - idle;
        all.put(AimMetric.LOADED_LATENCY_INCREASE, Math.max(0, increase));
      }
      return new AimInput(all);
    }

    private Builder loaded(double millis) {
      Checks.notNegative("loaded latency", millis);
      loadedLatencyMillis = OptionalDouble.of(Math.max(loadedLatencyMillis.orElse(0), millis));
      return this;
    }
  }
}
