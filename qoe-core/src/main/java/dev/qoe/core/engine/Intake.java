package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.journal.Journal;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The way into an engine for what comes with names: measurements, readings and events. Thread-safe.
 */
final class Intake {

  private final EngineCore core;

  Intake(EngineCore core) {
    this.core = core;
  }

  /** Returns the series of an indicator of an element, made if need be. */
  LiveSeries series(Source source, ElementPath element, Kpi kpi) {
    return core.shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              if (found != null) {
                if (!source.ordered()) {
                  known.settle(found);
                }
                return found;
              }
              var definition = known.catalog().get(kpi);
              String reason = core.mayMakeSeries(source, element.tenant());
              if (reason != null) {
                throw new IllegalStateException(
                    "no further series '%s' of '%s' (%s): %s"
                        .formatted(kpi, element, reason, core.limits()));
              }
              return known.series(element, definition, source);
            });
  }

  /** Returns a source's account of an element's tenant. */
  Account account(Source source, ElementPath element) {
    Shard shard = core.shard(element);
    return shard.ask(unused -> shard.account(source, element.tenant()));
  }

  /** Takes a measurement whose series is found by its names. */
  Acceptance record(Source source, Measurement measurement) {
    long micros = Micros.of(measurement.time());
    return named(
        source, micros, measurement.element(), shard -> shard.named().record(source, measurement));
  }

  Acceptance record(Source source, CounterReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  Acceptance record(Source source, RatioReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  Acceptance record(Source source, DistributionReading reading) {
    return reading(
        source,
        reading.time(),
        reading.element(),
        reading.kpi(),
        (target, account) -> target.shard.readings().take(target, account, reading));
  }

  private Acceptance reading(
      Source source,
      Instant at,
      ElementPath element,
      Kpi kpi,
      BiFunction<LiveSeries, Account, Acceptance> taking) {
    return named(
        source,
        Micros.of(at),
        element,
        shard -> shard.named().record(source, element, kpi, null, taking));
  }

  private Acceptance named(
      Source source, long micros, ElementPath element, Function<Shard, Acceptance> taking) {
    Acceptance early = core.early(source, micros);
    Shard shard = core.shard(element);
    if (early == Acceptance.ACCEPTED) {
      shard.sampledOut(account(source, element), micros);
      return early;
    }
    if (early != null) {
      return early;
    }
    Acceptance answer = taking.apply(shard);
    if (source.ordered() && answer == Acceptance.ACCEPTED) {
      core.time().seen(source, micros);
    }
    return answer;
  }

  Acceptance event(Source source, Event event) {
    long micros = Micros.of(event.time());
    String reason =
        core.open() && !source.closed() ? Validation.reason(micros, core.present()) : "closed";
    if (reason != null) {
      core.admission()
          .reject(
              source,
              reason,
              "event '%s' of %s".formatted(event.type(), event.element()),
              Validation.timeDetail(micros));
      return Acceptance.REFUSED;
    }
    JournalLink journal = core.journal();
    Acceptance kept = journal == null ? Acceptance.ACCEPTED : journal.append(event);
    if (kept == Acceptance.REFUSED) {
      core.admission()
          .reject(
              source,
              "event-too-large",
              "event '%s' of %s".formatted(event.type(), event.element()),
              "an event must fit into %d bytes of the journal; shorten its text or its attributes"
                  .formatted(Journal.MOST_ENTRY_BYTES));
    }
    if (kept != Acceptance.ACCEPTED) {
      return kept;
    }
    core.reached(micros);
    judge(event);
    return Acceptance.ACCEPTED;
  }

  /** Shows an event to the rules and to listeners. */
  void judge(Event event) {
    core.shard(event.element()).event(event);
    core.announcer().announce(new EngineEvent.NetworkEvent(event));
  }
}
