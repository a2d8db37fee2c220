package dev.qoe.api.measure;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;

/**
 * Many values at once, as a histogram: how many fell between which bounds, as in the PDF counters
 * of 3GPP TS 32.401.
 *
 * <p>The bins are {@code [bounds(i), bounds(i + 1))}, so there is one count less than there are
 * bounds. Immutable.
 *
 * @param element what was measured
 * @param kpi which indicator, of kind {@link dev.qoe.api.kpi.KpiKind#DISTRIBUTION}
 * @param time when it was true (event time)
 * @param bounds the bounds of the bins, ascending, finite, in the indicator's unit
 * @param counts how many values each bin holds, {@code >= 0}
 * @param quality how far it can be trusted, 0 (not at all) to 1
 * @since 0.1
 */
public record DistributionReading(
    ElementPath element,
    Kpi kpi,
    Instant time,
    List<Double> bounds,
    List<Long> counts,
    double quality) {

  /**
   * Creates a reading; lists are copied.
   *
   * @throws IllegalArgumentException unless bounds ascend, are finite and one more than the counts,
   *     and no count is below 0
   */
  public DistributionReading {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    Checks.within(quality, 0, 1, "quality of a reading of '" + kpi + "'");
    if (counts.isEmpty() || bounds.size() != counts.size() + 1) {
      throw new IllegalArgumentException(
          "a distribution of '%s' must have one bound more than counts: %d bounds, %d counts"
              .formatted(kpi, bounds.size(), counts.size()));
    }
    for (int i = 0; i < counts.size(); i++) {
      if (!(Double.isFinite(bounds.get(i)) && bounds.get(i) < bounds.get(i + 1))) {
        throw new IllegalArgumentException(
            "bounds of a distribution of '%s' must be finite and ascend: %s"
                .formatted(kpi, bounds));
      }
      if (counts.get(i) < 0) {
        throw new IllegalArgumentException(
            "counts of a distribution of '%s' must be >= 0: %s".formatted(kpi, counts));
      }
    }
    Checks.finite(bounds.get(bounds.size() - 1), "last bound of a distribution of '" + kpi + "'");
  }
}
