package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The way into a shard by names: the series is found, or made if it may be, and values are
 * converted to its unit. Thread-safe.
 */
final class NamedIntake {

  private final EngineCore core;
  private final Shard shard;

  NamedIntake(EngineCore core, Shard shard) {
    this.core = core;
    this.shard = shard;
  }

  /** Takes a measurement. */
  Acceptance record(Source source, Measurement measurement) {
    return record(
        source,
        measurement.element(),
        measurement.kpi(),
        measurement,
        (target, account) -> take(source, account, target, measurement));
  }

  /**
   * Takes something for a series.
   *
   * @param original what is kept if there is no such series; null if that is no measurement
   * @param taking takes it; under the shard's lock
   */
  Acceptance record(
      Source source,
      ElementPath element,
      Kpi kpi,
      @Nullable Measurement original,
      BiFunction<LiveSeries, Account, Acceptance> taking) {
    Acceptance answer =
        shard.ask(
            known -> {
              Account account = shard.account(source, element.tenant());
              LiveSeries target = find(known, source, account, element, kpi, original);
              return target == null ? Acceptance.REFUSED : taking.apply(target, account);
            });
    core.alerts().enterSteps();
    return answer;
  }

  private @Nullable LiveSeries find(
      Inventory known,
      Source source,
      Account account,
      ElementPath element,
      Kpi kpi,
      @Nullable Measurement original) {
    LiveSeries found = known.find(element, kpi);
    if (found != null) {
      return found;
    }
    KpiDefinition definition = known.catalog().find(kpi).orElse(null);
    String reason =
        definition == null ? Validation.UNKNOWN_KPI : core.mayMakeSeries(source, element.tenant());
    if (reason == null && definition != null) {
      return known.series(element, definition, source);
    }
    String why = String.valueOf(reason);
    account.rejected(why);
    core.bury(
        source,
        why,
        kpi + " of " + element,
        definition == null ? Validation.unknownKpi(kpi, known.catalog()) : core.limits(),
        original);
    return null;
  }

  private Acceptance take(
      Source source, Account account, LiveSeries target, Measurement measurement) {
    double value = inUnitOf(target.meaning.definition, measurement);
    if (Double.isNaN(value) && !Double.isNaN(measurement.value())) {
      account.rejected("wrong-unit");
      core.bury(
          source,
          "wrong-unit",
          target.toString(),
          "unit '%s' does not convert to '%s'"
              .formatted(measurement.unit(), target.meaning.definition.unit()),
          measurement);
      return Acceptance.REFUSED;
    }
    long micros = Micros.of(measurement.time());
    return shard.take(target, account, micros, value, measurement.quality(), 1, measurement);
  }

  /** Returns a measurement's value in the indicator's own unit, or NaN if it cannot be told. */
  private static double inUnitOf(KpiDefinition definition, Measurement measurement) {
    Unit unit = measurement.unit();
    if (unit.equals(Unit.DECLARED) || unit.equals(definition.unit())) {
      return measurement.value();
    }
    return unit.convertsTo(definition.unit())
        ? unit.convert(measurement.value(), definition.unit())
        : Double.NaN;
  }
}
