package dev.qoe.plugin.http;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.Set;

/** What decoders make of the values that they find. */
final class Emission {

  /** Counts beyond these are no longer exact in a floating-point number. */
  private static final double MOST_COUNTS = 9.2e18;

  private Emission() {}

  /** Hands over a value, or rejects it. */
  static void value(
      ElementPath element,
      ValueRule rule,
      Instant time,
      double value,
      String place,
      Origin origin,
      Sink to) {
    if (rule.counter()) {
      if (!(value >= 0 && value < MOST_COUNTS)) {
        to.reject("bad-counter", place, "a counter must be >= 0: %s".formatted(value));
        return;
      }
      to.accept(CounterReading.of64(element, rule.kpi(), time, (long) value).worth(rule.factor()));
      return;
    }
    measurement(
        element, rule.kpi(), time, value * rule.factor(), rule.unit(), 1, place, origin, to);
  }

  /** Hands over a measurement, or rejects it. */
  static void measurement(
      ElementPath element,
      Kpi kpi,
      Instant time,
      double value,
      Unit unit,
      double quality,
      String place,
      Origin origin,
      Sink to) {
    if (!Double.isFinite(value)) {
      to.reject("not-finite", place, "value of %s must be finite: %s".formatted(kpi, value));
    } else if (!(quality >= 0 && quality <= 1)) {
      to.reject("bad-quality", place, "quality must be from 0 to 1: %s".formatted(quality));
    } else if (!origin.root().contains(element)) {
      to.reject(
          "foreign-element",
          place,
          "element '%s' is not below '%s'".formatted(element, origin.root()));
    } else {
      to.accept(
          new Measurement(
              element, kpi, time, origin.now(), value, unit, quality, Set.<QualityFlag>of()));
    }
  }
}
