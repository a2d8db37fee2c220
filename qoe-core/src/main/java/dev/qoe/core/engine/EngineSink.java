package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
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
    return awaitRoom() ? core.record(measurement) : Acceptance.RETRY_LATER;
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
    return core.event(event);
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    if (!core.open()) {
      return Acceptance.REFUSED;
    }
    core.save(element);
    return Acceptance.ACCEPTED;
  }

  @Override
  public void reject(String reason, String place, String detail) {
    core.reject(reason, place, detail);
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
}
