package dev.qoe.api.spi;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import java.util.function.Consumer;

/**
 * A sink that hands everything on to another; a subclass overrides what should differ.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public abstract class ForwardingSink implements Sink {

  private final Sink to;

  /** Creates a sink that hands everything on to {@code to}. */
  protected ForwardingSink(Sink to) {
    this.to = to;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    return to.accept(measurement);
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    return to.accept(reading);
  }

  @Override
  public Acceptance accept(RatioReading reading) {
    return to.accept(reading);
  }

  @Override
  public Acceptance accept(DistributionReading reading) {
    return to.accept(reading);
  }

  @Override
  public Acceptance accept(Event event) {
    return to.accept(event);
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    return to.accept(element);
  }

  @Override
  public void reject(String reason, String place, String detail) {
    to.reject(reason, place, detail);
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    to.whenDurable(answer);
  }
}
