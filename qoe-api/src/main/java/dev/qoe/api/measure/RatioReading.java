package dev.qoe.api.measure;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;

/**
 * A share of a whole as its two parts, so that shares of several spans or elements aggregate to the
 * share of all: the sum of numerators over the sum of denominators, never the mean of ratios.
 *
 * <p>Its parts are not checked here: the receiver counts and keeps what it refuses. Immutable.
 *
 * @param element what was measured
 * @param kpi which indicator, of kind {@link dev.qoe.api.kpi.KpiKind#RATIO}
 * @param time when it was true (event time)
 * @param numerator the part, {@code >= 0}
 * @param denominator the whole, {@code >= numerator}; 0 says that nothing was counted
 * @param quality how far it can be trusted, 0 (not at all) to 1
 * @since 0.1
 */
public record RatioReading(
    ElementPath element,
    Kpi kpi,
    Instant time,
    double numerator,
    double denominator,
    double quality) {

  /**
   * Creates a reading.
   *
   * @throws IllegalArgumentException if {@code quality} is not within 0 to 1
   */
  public RatioReading {
    Checks.within(quality, 0, 1, "quality of a reading of '" + kpi + "'");
  }

  /** Returns a fully trusted reading. */
  public static RatioReading of(
      ElementPath element, Kpi kpi, Instant time, double numerator, double denominator) {
    return new RatioReading(element, kpi, time, numerator, denominator, 1);
  }
}
