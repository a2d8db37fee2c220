package dev.qoe.plugin.pm;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.Sink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The way of one file to a sink: what the sink has no room for is offered again until it has.
 *
 * <p>It counts what was handed over, so that a file that was broken off can go on from there.
 * Confine to one thread.
 */
final class Outlet {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final Sink sink;
  private final PluginContext context;
  private long toSkip;
  private long handedOver;

  /**
   * Creates a way.
   *
   * @param done how many things of the file were handed over before, {@code >= 0}
   */
  Outlet(Sink sink, PluginContext context, long done) {
    this.sink = sink;
    this.context = context;
    this.toSkip = done;
  }

  /** Hands something over; blocks while the sink has no room. */
  void offer(Function<Sink, Acceptance> offer) throws InterruptedException {
    if (toSkip > 0) {
      toSkip--;
      handedOver++;
      return;
    }
    Duration pause = FIRST_PAUSE;
    while (offer.apply(sink) == Acceptance.RETRY_LATER) {
      context.pause(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
    handedOver++;
    if (Thread.interrupted()) {
      throw new InterruptedException("reading a performance file was interrupted");
    }
  }

  /** Has a mistake counted, unless that was done before. */
  void reject(String reason, String place, String detail) {
    if (toSkip == 0) {
      sink.reject(reason, place, detail);
    }
  }

  /** Returns how many things of the file were handed over, before too. */
  long handedOver() {
    return handedOver;
  }

  /** Waits until it is known whether all that was handed over would survive the process. */
  boolean durable() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicReference<Acceptance> answer = new AtomicReference<>(Acceptance.RETRY_LATER);
    sink.whenDurable(
        told -> {
          answer.set(told);
          answered.countDown();
        });
    answered.await();
    return answer.get() == Acceptance.ACCEPTED;
  }
}
