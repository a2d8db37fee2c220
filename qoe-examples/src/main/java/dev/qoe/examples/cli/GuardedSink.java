package dev.qoe.examples.cli;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.engine.QoeEngine;

/**
 * A sink that gives up when the engine's store fails: where nobody mends the disk meanwhile,
 * waiting for it helps nobody.
 *
 * @param sink where everything goes
 * @param engine whose store is watched
 */
record GuardedSink(Sink sink, QoeEngine engine) implements Sink {

  @Override
  public Acceptance accept(Measurement measurement) {
    engine
        .storeTrouble()
        .ifPresent(
            trouble -> {
              throw new IllegalStateException("the history cannot be written: " + trouble);
            });
    return sink.accept(measurement);
  }

  @Override
  public Acceptance accept(Event event) {
    return sink.accept(event);
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    return sink.accept(element);
  }

  @Override
  public void reject(String reason, String place, String detail) {
    sink.reject(reason, place, detail);
  }
}
