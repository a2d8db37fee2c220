package dev.qoe.plugin.mqtt;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The way of messages to the sink: decoded, handed over whole, and acknowledged once they are
 * durable.
 *
 * <p>A message before which none waits is handed over on the thread that brings it, for to wake
 * another costs more than to decode it. What the sink has no room for waits in the inbox, and with
 * it all that comes after it, for the thread of {@link #run}: so order is kept. A message that
 * cannot be read is rejected with its reason and acknowledged as well, so that it holds up nobody.
 * Thread-safe.
 */
final class Handover implements Runnable {

  private static final int MOST_AT_ONCE = 500;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Inbox inbox;
  private final List<Route> routes;
  private final FrameLimit limit;
  private final Redeliveries redeliveries = new Redeliveries();
  private final BrokerLink link;
  private final Sink sink;
  private final CollectorContext context;
  private volatile boolean closed;

  Handover(
      Inbox inbox,
      List<Route> routes,
      FrameLimit limit,
      BrokerLink link,
      Sink sink,
      CollectorContext context) {
    this.inbox = inbox;
    this.routes = routes;
    this.limit = limit;
    this.link = link;
    this.sink = sink;
    this.context = context;
  }

  /** Takes a message; blocks while there is no room, if the broker can be held back. */
  void arrived(Message message) throws InterruptedException {
    switch (redeliveries.arrived(message)) {
      case NEW -> {
        if (!take(message) && !closed) {
          sink.reject(
              "overload",
              message.topic(),
              "there is no room for a message that needs no acknowledgement (use qos 1)");
        }
      }
      case PENDING -> duplicate(message);
      case DONE -> {
        duplicate(message);
        link.acknowledge(message);
      }
    }
  }

  private void duplicate(Message message) {
    sink.reject(
        "duplicate",
        message.topic(),
        "the broker delivered message %d again; it is counted once".formatted(message.id()));
  }

  /** Hears that the broker kept nothing for us: what comes is new, whatever its number. */
  void begunAnew() {
    redeliveries.forget();
  }

  /** Hands a message over now, or has it wait; false if it is neither. */
  private boolean take(Message message) throws InterruptedException {
    if (!inbox.tryTurn()) {
      return inbox.put(message, message.qos() > 0);
    }
    try {
      Batch batch = decode(message, context.clock().instant());
      if (batch.handTo(sink) == Acceptance.RETRY_LATER) {
        inbox.putBack(List.of(new Inbox.Waiting(message, batch)));
      } else {
        settle(List.of(message));
      }
    } finally {
      inbox.endTurn();
    }
    return true;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        List<Inbox.Waiting> first = inbox.turn(MOST_AT_ONCE);
        if (!first.isEmpty()) {
          handOver(first);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver(List<Inbox.Waiting> first) throws InterruptedException {
    try {
      Instant received = context.clock().instant();
      List<Message> handed = new ArrayList<>(first.size());
      for (Inbox.Waiting next : first) {
        Batch left = next.left();
        if (!handOver(left == null ? decode(next.message(), received) : left)) {
          break;
        }
        handed.add(next.message());
      }
      settle(handed);
    } finally {
      inbox.endTurn();
    }
  }

  /** Hands all over, however long that takes; false if it was closed before. */
  private boolean handOver(Batch batch) throws InterruptedException {
    long pauseMillis = 1;
    while (batch.handTo(sink) == Acceptance.RETRY_LATER) {
      if (closed) {
        return false;
      }
      context.pause(Duration.ofMillis(pauseMillis));
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
    return true;
  }

  private Batch decode(Message message, Instant received) {
    OptionalLong cut = limit.cutFrom(message.payload());
    if (cut.isPresent()) {
      return rejected(
          "too-large",
          message,
          "payload of %,d bytes is larger than setting 'max-message' allows"
              .formatted(cut.getAsLong()));
    }
    try {
      Batch batch = Batch.create();
      for (Route route : routes) {
        if (route.decode(message, received, batch)) {
          return batch;
        }
      }
      return rejected("no-route", message, "no route has a topic that fits");
    } catch (RejectedRecordException e) {
      return rejected(e.reason(), message, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // A decoder of a vendor's may throw anything for a payload that it did not expect.
      return rejected("bad-message", message, String.valueOf(e.getMessage()));
    }
  }

  private static Batch rejected(String reason, Message message, String detail) {
    Batch batch = Batch.create();
    batch.reject(reason, message.topic(), detail);
    return batch;
  }

  private void settle(List<Message> handed) {
    if (handed.isEmpty()) {
      return;
    }
    sink.whenDurable(
        answer -> {
          if (answer == Acceptance.RETRY_LATER) {
            inbox.putBack(handed.stream().map(one -> new Inbox.Waiting(one, null)).toList());
            return;
          }
          for (Message message : handed) {
            if (message.qos() > 0) {
              link.acknowledge(redeliveries.done(message));
            }
          }
        });
  }

  /** Ends it; blocks until nothing is handed over any more, or for so long. */
  void close(Duration patience) throws InterruptedException {
    closed = true;
    inbox.close(patience);
  }
}
