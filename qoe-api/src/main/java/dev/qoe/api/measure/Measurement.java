package dev.qoe.api.measure;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One value of one indicator of one element at one time.
 *
 * <p>What is no number is an {@link Event}. The value is not checked here: the engine counts and
 * keeps what it refuses. Immutable.
 *
 * @param element what was measured
 * @param kpi which indicator
 * @param time when it was true (event time)
 * @param ingestTime when it was received
 * @param value the value in {@code unit}
 * @param unit the unit of the value, or {@link Unit#DECLARED}
 * @param quality how far it can be trusted, 0 (not at all) to 1
 * @param flags remarks on its quality
 * @since 0.1
 */
public record Measurement(
    ElementPath element,
    Kpi kpi,
    Instant time,
    Instant ingestTime,
    double value,
    Unit unit,
    double quality,
    Set<QualityFlag> flags) {

  /**
   * Creates a measurement; the set is copied.
   *
   * @throws IllegalArgumentException if {@code quality} is not within 0 to 1
   */
  public Measurement {
    if (!(quality >= 0 && quality <= 1)) { // else each measurement would make that text
      Checks.within(quality, 0, 1, "quality of a measurement of '" + kpi + "'");
    }
    flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
  }

  /** Returns a fully trusted measurement in the indicator's own unit. */
  public static Measurement of(ElementPath element, Kpi kpi, Instant time, double value) {
    return new Measurement(element, kpi, time, time, value, Unit.DECLARED, 1, Set.of());
  }

  /** Returns this measurement with its value taken to be in {@code other}. */
  public Measurement in(Unit other) {
    return new Measurement(element, kpi, time, ingestTime, value, other, quality, flags);
  }

  /** Returns this measurement as received at {@code when}. */
  public Measurement receivedAt(Instant when) {
    return new Measurement(element, kpi, time, when, value, unit, quality, flags);
  }

  /** Returns this measurement with that quality, 0 to 1, and those remarks. */
  public Measurement trusted(double newQuality, QualityFlag... remarks) {
    return new Measurement(
        element, kpi, time, ingestTime, value, unit, newQuality, Set.copyOf(List.of(remarks)));
  }
}
