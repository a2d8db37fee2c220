package dev.qoe.api.spi;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A sink that keeps what it is given until it is handed on, so that a message is passed on whole or
 * not at all, and none of it twice.
 *
 * <p>A collector decodes a message into a batch, hands the batch on, and tries again with the same
 * batch while the answer is {@link Acceptance#RETRY_LATER}: only what is left is offered again.
 * Confine to one thread.
 *
 * @since 0.1
 */
public final class Batch implements Sink {

  private final Deque<Function<Sink, Acceptance>> left = new ArrayDeque<>();

  private Batch() {}

  /** Returns an empty batch. */
  public static Batch create() {
    return new Batch();
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    return keep(sink -> sink.accept(measurement));
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    return keep(sink -> sink.accept(reading));
  }

  @Override
  public Acceptance accept(RatioReading reading) {
    return keep(sink -> sink.accept(reading));
  }

  @Override
  public Acceptance accept(DistributionReading reading) {
    return keep(sink -> sink.accept(reading));
  }

  @Override
  public Acceptance accept(Event event) {
    return keep(sink -> sink.accept(event));
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    return keep(sink -> sink.accept(element));
  }

  @Override
  public void reject(String reason, String place, String detail) {
    keep(
        sink -> {
          sink.reject(reason, place, detail);
          return Acceptance.ACCEPTED;
        });
  }

  /** Answers at once that nothing is durable: a batch keeps nothing beyond the process. */
  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    answer.accept(Acceptance.RETRY_LATER);
  }

  /** Returns how much is left to hand on, {@code >= 0}. */
  public int size() {
    return left.size();
  }

  /**
   * Hands on what is left, in order, up to the first for which there is no room.
   *
   * <p>Returns {@link Acceptance#RETRY_LATER} if something is left, else {@link
   * Acceptance#ACCEPTED}: what was refused for good is counted by {@code sink} and gone.
   */
  public Acceptance handTo(Sink sink) {
    while (!left.isEmpty()) {
      if (left.element().apply(sink) == Acceptance.RETRY_LATER) {
        return Acceptance.RETRY_LATER;
      }
      left.remove();
    }
    return Acceptance.ACCEPTED;
  }

  private Acceptance keep(Function<Sink, Acceptance> offer) {
    left.add(offer);
    return Acceptance.ACCEPTED;
  }
}
