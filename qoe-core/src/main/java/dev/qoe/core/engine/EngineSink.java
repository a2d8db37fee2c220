package dev.qoe.core.engine;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.config.Nearest;
import java.util.Optional;
import java.util.function.Consumer;

/** The way of collectors into the engine. Thread-safe. */
final class EngineSink implements Sink {

  private static final long PATIENCE_MILLIS = 10_000;

  private final EngineCore core;

  EngineSink(EngineCore core) {
    this.core = core;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    if (core.open() && !awaitRoom()) {
      return Acceptance.RETRY_LATER;
    }
    core.lock.lock();
    try {
      LiveSeries found = core.inventory().find(measurement.element(), measurement.kpi());
      if (found == null) {
        Optional<KpiDefinition> definition = core.inventory().catalog().find(measurement.kpi());
        if (definition.isEmpty()) {
          return refused("unknown-kpi", measurement, unknownKpi(measurement));
        }
        found = core.inventory().series(measurement.element(), definition.get());
      }
      double value = Inventory.inUnitOf(found.definition, measurement);
      if (Double.isNaN(value) && !Double.isNaN(measurement.value())) {
        return refused(
            "wrong-unit",
            measurement,
            "unit '%s' does not convert to '%s'"
                .formatted(measurement.unit(), found.definition.unit()));
      }
      return core.record(
          found, Micros.of(measurement.time()), value, measurement.quality(), measurement);
    } finally {
      core.lock.unlock();
    }
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    return unsupported("reading of a counter", reading.kpi() + " of " + reading.element());
  }

  @Override
  public Acceptance accept(RatioReading reading) {
    return unsupported("reading of a ratio", reading.kpi() + " of " + reading.element());
  }

  @Override
  public Acceptance accept(DistributionReading reading) {
    return unsupported("histogram", reading.kpi() + " of " + reading.element());
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    answer.accept(Acceptance.ACCEPTED);
  }

  @Override
  public Acceptance accept(Event event) {
    core.lock.lock();
    try {
      return core.event(event);
    } finally {
      core.lock.unlock();
    }
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    core.lock.lock();
    try {
      if (!core.open()) {
        return Acceptance.REFUSED;
      }
      core.save(element);
      return Acceptance.ACCEPTED;
    } finally {
      core.lock.unlock();
    }
  }

  @Override
  public void reject(String reason, String place, String detail) {
    core.ledger.received();
    core.refuse(reason, place, detail);
  }

  private boolean awaitRoom() {
    try {
      return core.awaitRoom(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Acceptance unsupported(String what, String place) {
    reject("unsupported-kind", place, "a " + what + " cannot be taken yet");
    return Acceptance.REFUSED;
  }

  private Acceptance refused(String reason, Measurement measurement, String detail) {
    core.ledger.received();
    core.refuse(reason, measurement.kpi() + " of " + measurement.element(), detail);
    return Acceptance.REFUSED;
  }

  private String unknownKpi(Measurement measurement) {
    String code = measurement.kpi().code();
    return "the catalogue does not know KPI '%s'%s"
        .formatted(
            code,
            Nearest.hint(
                code,
                core.inventory().catalog().definitions().stream()
                    .map(d -> d.kpi().code())
                    .toList()));
  }
}
