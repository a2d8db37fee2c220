package dev.qoe.core.service.benchmark;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.Certainty;

/**
 * A KPI of a benchmark with the values that earn nothing and everything.
 *
 * <p>Immutable.
 *
 * @param code its name in inputs, unique in a profile, for example {@code call_drop_ratio}
 * @param unit the unit of value, bad and good, for example {@code ratio} or {@code s}
 * @param bad the value that earns 0, finite
 * @param good the value that earns 1, finite, not equal to bad
 * @param weight how much it counts within its group, {@code > 0}
 * @param certainty how sure bad, good and weight are
 * @since 0.1
 */
public record BenchmarkKpi(
    String code, String unit, double bad, double good, double weight, Certainty certainty) {

  /**
   * Creates a KPI.
   *
   * @throws IllegalArgumentException if a number is outside the range stated at its parameter
   */
  public BenchmarkKpi {
    Checks.finite("bad of " + code, bad);
    Checks.finite("good of " + code, good);
    Checks.positive("weight of " + code, weight);
    if (bad == good) {
      throw new IllegalArgumentException("bad and good of %s must differ: %s".formatted(code, bad));
    }
  }

  /** Returns {@code clamp((value - bad) / (good - bad), 0, 1)}. */
  public double share(double value) {
    return Math.max(0, Math.min(1, (value - bad) / (good - bad)));
  }
}
