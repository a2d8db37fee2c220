package dev.qoe.examples.cli;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.engine.QoeEngine;

/**
 * A sink that gives up when the engine's store fails: where nobody mends the disk meanwhile,
 * waiting for it helps nobody.
 */
final class GuardedSink extends ForwardingSink {

  private final QoeEngine engine;

  GuardedSink(Sink sink, QoeEngine engine) {
    super(sink);
    this.engine = engine;
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    engine
        .storeTrouble()
        .ifPresent(
            trouble -> {
              throw new IllegalStateException("the history cannot be written: " + trouble);
            });
    return super.accept(measurement);
  }
}
