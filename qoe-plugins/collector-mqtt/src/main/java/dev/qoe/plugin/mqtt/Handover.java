package dev.qoe.plugin.mqtt;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way of messages from the inbox to the sink: decoded, handed over whole, and acknowledged once
 * they are durable.
 *
 * <p>A message that cannot be read is rejected with its reason and acknowledged as well, so that it
 * holds up nobody. Thread-safe.
 */
final class Handover implements Runnable {

  private static final int MOST_AT_ONCE = 500;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Inbox inbox;
  private final List<Route> routes;
  private final FrameLimit limit;
  private final Redeliveries redeliveries;
  private final BrokerLink link;
  private final Sink sink;
  private final CollectorContext context;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;

  Handover(
      Inbox inbox,
      List<Route> routes,
      FrameLimit limit,
      Redeliveries redeliveries,
      BrokerLink link,
      Sink sink,
      CollectorContext context) {
    this.inbox = inbox;
    this.routes = routes;
    this.limit = limit;
    this.redeliveries = redeliveries;
    this.link = link;
    this.sink = sink;
    this.context = context;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        List<Message> taken = inbox.take(MOST_AT_ONCE);
        Batch batch = Batch.create();
        int handed = 0;
        Instant received = context.clock().instant();
        for (Message message : taken) {
          decode(message, received, batch);
          if (!handOver(batch)) {
            break;
          }
          handed++;
        }
        settle(taken.subList(0, handed));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void decode(Message message, Instant received, Batch batch) {
    OptionalLong cut = limit.cutFrom(message.payload());
    if (cut.isPresent()) {
      batch.reject(
          "too-large",
          message.topic(),
          "payload of %,d bytes is larger than setting 'max-message' allows"
              .formatted(cut.getAsLong()));
      return;
    }
    Batch own = Batch.create();
    try {
      for (Route route : routes) {
        if (route.decode(message, received, own)) {
          own.handTo(batch);
          return;
        }
      }
      batch.reject("no-route", message.topic(), "no route has a topic that fits");
    } catch (RejectedRecordException e) {
      batch.reject(e.reason(), message.topic(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | StackOverflowError e) {
      batch.reject("bad-message", message.topic(), String.valueOf(e.getMessage()));
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

  private void settle(List<Message> handed) {
    if (handed.isEmpty()) {
      return;
    }
    sink.whenDurable(
        answer -> {
          if (answer == Acceptance.RETRY_LATER) {
            inbox.putBack(handed);
            return;
          }
          for (Message message : handed) {
            if (message.qos() > 0) {
              link.acknowledge(redeliveries.done(message));
            }
          }
        });
  }

  /** Ends it; blocks until it has, or for so long. */
  void close(Duration patience) throws InterruptedException {
    closed = true;
    inbox.close();
    ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
