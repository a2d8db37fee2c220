package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.sum.ExactSum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a value has to be to be taken in; says what is wrong with one that is not. */
final class Validation {

  static final long EARLIEST = Micros.of(Instant.parse("1980-01-01T00:00:00Z"));
  static final long LATEST = Micros.of(Instant.parse("2200-01-01T00:00:00Z"));
  static final long AHEAD = Micros.of(Duration.ofMinutes(10));

  /** How far ahead of the clock a value may be and count at once; an engineering choice. */
  static final long TOLERANCE = Micros.of(Duration.ofSeconds(5));

  /** The reason of a refusal: stamped with a time to come. */
  static final String FUTURE = "future-time";

  /** The reason of a refusal: an indicator that is not of the catalogue. */
  static final String UNKNOWN_KPI = "unknown-kpi";

  private Validation() {}

  /**
   * Returns why a value is refused, or null if it is not.
   *
   * @param nowMicros the engine's time, or {@link Long#MAX_VALUE} if any time goes
   */
  static @Nullable String reason(
      KpiDefinition definition, long micros, double value, double quality, long nowMicros) {
    if (!Double.isFinite(value)) {
      return "not-finite";
    }
    if (!ExactSum.accepts(value)) {
      return "absurd-value";
    }
    if (definition.unit().equals(Unit.RATIO) && (value < 0 || value > 1)) {
      return value > 1 ? "ratio-above-1" : "ratio-below-0";
    }
    if (!(quality >= 0 && quality <= 1)) {
      return "quality-out-of-range";
    }
    return reason(micros, nowMicros);
  }

  /** Returns why a time is refused, or null if it is not. */
  static @Nullable String reason(long micros, long nowMicros) {
    if (micros < EARLIEST || micros > LATEST) {
      return "absurd-time";
    }
    return micros - AHEAD > nowMicros ? FUTURE : null;
  }

  /** Returns value, rule and remedy of an indicator that is not of the catalogue. */
  static String unknownKpi(Kpi kpi, KpiCatalog catalog) {
    List<String> known = catalog.definitions().stream().map(d -> d.kpi().code()).toList();
    return "the catalogue does not know KPI '%s'%s"
        .formatted(kpi.code(), Nearest.hint(kpi.code(), known));
  }

  /** Returns value, rule and remedy of a refused time. */
  static String timeDetail(long micros) {
    return "time must be from 1980 to 2200 and at most ten minutes ahead of the clock: %s (%d microseconds); check unit, clock and time zone"
        .formatted(Micros.instant(micros), micros);
  }

  /** Returns value, rule and remedy of a refusal. */
  static String detail(
      String reason, KpiDefinition definition, long micros, double value, double quality) {
    return switch (reason) {
      case "not-finite" -> "value must be a finite number: " + value;
      case "absurd-value" ->
          "value must not exceed 2^53 in magnitude: %s; choose a larger unit".formatted(value);
      case "ratio-above-1" ->
          String.format(
              Locale.ROOT,
              "value of a ratio must be from 0 to 1: %s; if it is percent, give the unit %% or"
                  + " divide by 100",
              value);
      case "ratio-below-0" -> "value of a ratio must be from 0 to 1: " + value;
      case "quality-out-of-range" -> "quality must be from 0 to 1: " + quality;
      case "absurd-time", "future-time" -> timeDetail(micros);
      case "removed" -> "the element or its indicator was removed; add it again or stop measuring";
      case "closed" -> "the engine is closed";
      default -> "value %s of %s".formatted(value, definition.kpi());
    };
  }
}
