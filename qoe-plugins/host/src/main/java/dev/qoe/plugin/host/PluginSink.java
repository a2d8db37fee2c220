package dev.qoe.plugin.host;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a plugin and the sink that takes what it tells: it knows which elements the
 * plugin may tell of, holds it to its quota, and closes when its time is up.
 *
 * <p>Thread-safe.
 */
final class PluginSink implements Sink {

  private final Sink to;
  private final Containment walls;
  private final Predicate<ElementPath> mayTell;
  private volatile boolean open = true;

  PluginSink(Sink to, Containment walls, Predicate<ElementPath> mayTell) {
    this.to = to;
    this.walls = walls;
    this.mayTell = mayTell;
  }

  /** Takes nothing more: what comes now is late. */
  void close() {
    open = false;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    Acceptance no = gate(measurement.element());
    return no != null ? no : walls.count(to.accept(measurement));
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    Acceptance no = gate(reading.element());
    return no != null ? no : walls.count(to.accept(reading));
  }

  @Override
  public Acceptance accept(RatioReading reading) {
    Acceptance no = gate(reading.element());
    return no != null ? no : walls.count(to.accept(reading));
  }

  @Override
  public Acceptance accept(DistributionReading reading) {
    Acceptance no = gate(reading.element());
    return no != null ? no : walls.count(to.accept(reading));
  }

  @Override
  public Acceptance accept(Event event) {
    Acceptance no = gate(event.element());
    return no != null ? no : walls.count(to.accept(event));
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    Acceptance no = gate(element.path());
    return no != null ? no : walls.count(to.accept(element));
  }

  @Override
  public void reject(String reason, String place, String detail) {
    if (open) {
      walls.countRejected();
      if (walls.admit()) {
        to.reject(reason, place, detail);
      }
    }
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    to.whenDurable(answer);
  }

  /** Returns the answer to what does not pass; null if it passes. */
  private @Nullable Acceptance gate(ElementPath element) {
    if (!open) {
      walls.countLate();
      return Acceptance.RETRY_LATER;
    }
    if (!mayTell.test(element)) {
      to.reject(
          "foreign-element",
          element.toString(),
          "the configuration does not let this collector tell of it");
      return walls.count(Acceptance.REFUSED);
    }
    return walls.admit() ? null : Acceptance.RETRY_LATER;
  }
}
