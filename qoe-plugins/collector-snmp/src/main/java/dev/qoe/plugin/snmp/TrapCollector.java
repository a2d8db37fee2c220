package dev.qoe.plugin.snmp;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;

/*
 * A notification goes from the socket's thread, which must not wait, through a queue of limited
 * length to a thread that hands it to the sink. A trap cannot be sent again, so it waits there while
 * the sink has no room; an inform for which there is no room is simply not acknowledged, and comes
 * again. An inform is acknowledged once it is durable, or refused for good; when it is sent again
 * in the meantime it is not taken twice, and when that was after the acknowledgement was lost, it is
 * acknowledged again.
 */

/**
 * Takes traps and informs of SNMP v1, v2c and v3 as events.
 *
 * <p>Start and close: Confine to one thread.
 */
final class TrapCollector implements PushCollector {

  static final String UNKNOWN_SOURCE = "unknown-source";
  static final String TOO_MANY = "too-many";
  static final String DUPLICATE = "duplicate";
  static final String OVERLOADED = "overloaded";

  private static final int QUEUE_LENGTH = 10_000;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final TrapOptions options;
  private final CollectorContext context;
  private final TrapEvents events;
  private final SourceGuard guard;
  private final Seen seen;
  private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
  private @Nullable TrapPort port;
  private volatile @Nullable Sink sink;
  private volatile boolean closed;
  private volatile String trouble = "";

  /**
   * A notification that came.
   *
   * @param source the sender's address
   * @param pdu what it says
   * @param acknowledge what acknowledges it; does nothing for a trap
   */
  record Received(String source, PDU pdu, Runnable acknowledge) {

    boolean isInform() {
      return pdu.getType() == PDU.INFORM;
    }
  }

  TrapCollector(TrapOptions options, CollectorContext context) {
    this.options = options;
    this.context = context;
    this.events = new TrapEvents(options.profiles());
    this.guard = new SourceGuard(options.perSecond());
    this.seen = new Seen(options.sameWithin());
  }

  @Override
  public void start(Sink to) throws PluginException, InterruptedException {
    sink = to;
    try {
      port = TrapPort.open(options, context.scratch(), this::admits, this::receive);
      context.executor().execute(this::handOn);
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "cannot listen at %s:%d for traps: %s (is the port free, and may this user have it?)"
              .formatted(options.address().getHostAddress(), options.port(), e.getMessage()),
          e);
    } catch (RejectedExecutionException e) {
      throw new PluginException(ErrorKind.OVERLOADED, "no thread is left to take traps", e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  @Override
  public void close() {
    closed = true;
    TrapPort open = port;
    port = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the socket for traps cannot be closed", e);
      }
    }
  }

  private boolean admits(String source) {
    boolean admitted = guard.admits(source, context.clock().instant());
    if (!admitted) {
      reject(TOO_MANY, source, "more than %d datagrams a second".formatted(options.perSecond()));
    }
    return admitted;
  }

  private void receive(Received received) {
    if (closed) {
      return;
    }
    String key = TrapEvents.key(received.source, received.pdu);
    switch (seen.meet(key, context.clock().instant())) {
      case NEW -> {
        if (!queue.offer(received)) {
          seen.forget(key);
          if (!received.isInform()) {
            reject(OVERLOADED, received.source, "more came than could be handed on");
          }
        }
      }
      case DONE -> {
        received.acknowledge.run();
        if (!received.isInform()) {
          reject(DUPLICATE, received.source, "the same trap came twice");
        }
      }
      case PENDING -> {
        if (!received.isInform()) {
          reject(DUPLICATE, received.source, "the same trap came twice");
        }
      }
    }
  }

  private void handOn() {
    try {
      while (!closed) {
        handOn(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOn(Received received) throws InterruptedException {
    Sink to = sink;
    if (to == null) {
      return;
    }
    String key = TrapEvents.key(received.source, received.pdu);
    Optional<ElementPath> element = options.elementOf(received.source);
    if (element.isEmpty()) {
      reject(UNKNOWN_SOURCE, received.source, "no element is known by this address ('elements')");
      settle(received, key, Acceptance.REFUSED);
      return;
    }
    Event event =
        events.of(element.get(), context.clock().instant(), received.source, received.pdu);
    Acceptance answer = to.accept(event);
    while (answer == Acceptance.RETRY_LATER && !received.isInform() && !closed) {
      trouble = "there is no room for traps; they wait";
      context.pause(BETWEEN_TRIES);
      answer = closed ? answer : to.accept(event);
    }
    trouble = "";
    if (answer == Acceptance.ACCEPTED && received.isInform()) {
      to.whenDurable(durable -> settle(received, key, durable));
    } else {
      settle(received, key, answer);
    }
  }

  /** What was taken, or refused for good, need not be sent again; all else has to. */
  private void settle(Received received, String key, Acceptance answer) {
    if (answer == Acceptance.RETRY_LATER) {
      seen.forget(key);
    } else {
      seen.done(key);
      received.acknowledge.run();
    }
  }

  private void reject(String reason, String source, String detail) {
    Sink to = sink;
    if (to != null && !closed) {
      to.reject(reason, source, detail);
    }
  }
}
