package dev.qoe.plugin.drivetest;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The way to a sink: what the sink has no room for is offered again until it has, what it refuses
 * is not, and each element is announced once.
 *
 * <p>Confine to one thread.
 */
final class Emitter {

  private static final long MAX_PAUSE_MILLIS = 100;

  private final Sink sink;
  private final Set<ElementPath> announced = new HashSet<>();

  Emitter(Sink sink) {
    this.sink = sink;
  }

  /** Announces an element unless that has been done. */
  void announce(NetworkElement element) throws InterruptedException {
    if (announced.add(element.path())) {
      offer(() -> sink.accept(element));
    }
  }

  /** Hands over a measurement; blocks while the sink has no room. */
  void emit(Measurement measurement) throws InterruptedException {
    offer(() -> sink.accept(measurement));
  }

  /** Hands over an event; blocks while the sink has no room. */
  void emit(Event event) throws InterruptedException {
    offer(() -> sink.accept(event));
  }

  /** Has a mistake counted. */
  void remark(Remark remark) {
    sink.reject(remark.reason(), remark.place(), remark.detail());
  }

  private static void offer(Supplier<Acceptance> offer) throws InterruptedException {
    long pauseMillis = 1;
    while (offer.get() == Acceptance.RETRY_LATER) {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, MAX_PAUSE_MILLIS);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("replay of drive tests was interrupted");
    }
  }
}
