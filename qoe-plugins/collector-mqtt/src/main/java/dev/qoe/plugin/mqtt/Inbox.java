package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.Batch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait to be handed over, bounded by number and bytes, and the turn to hand over,
 * which one thread has at a time.
 *
 * <p>What may not wait, for it comes without an acknowledgement that could hold its sender back, is
 * refused when it is full. Thread-safe.
 */
final class Inbox {

  /**
   * A message that waits.
   *
   * @param message the message
   * @param left what of it has not been handed over yet; null if it has to be decoded first
   */
  record Waiting(Message message, @Nullable Batch left) {}

  private final int mostMessages;
  private final long mostBytes;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean taken;
  private boolean closed;

  Inbox(int mostMessages, long mostBytes) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes a message; blocks while there is no room, if it may wait.
   *
   * @return whether it was taken
   */
  synchronized boolean put(Message message, boolean mayWait) throws InterruptedException {
    while (!closed
        && !waiting.isEmpty()
        && (waiting.size() >= mostMessages || bytes >= mostBytes)) {
      if (!mayWait) {
        return false;
      }
      wait();
    }
    if (closed) {
      return false;
    }
    waiting.add(new Waiting(message, null));
    bytes += message.payload().length;
    if (waiting.size() == 1 && !taken) {
      notifyAll();
    }
    return true;
  }

  /** Puts back what has to be handed over before all others, whether there is room or not. */
  synchronized void putBack(List<Waiting> first) {
    if (!closed) {
      for (int i = first.size() - 1; i >= 0; i--) {
        waiting.addFirst(first.get(i));
        bytes += first.get(i).message().payload().length;
      }
      notifyAll();
    }
  }

  /**
   * Takes the turn, if it is free and nobody waits for it.
   *
   * @return whether the caller has it; {@link #endTurn} ends it
   */
  synchronized boolean tryTurn() {
    if (closed || taken || !waiting.isEmpty()) {
      return false;
    }
    taken = true;
    return true;
  }

  /**
   * Takes the turn, and all that waits, at most so many; blocks while it is not free or nothing
   * waits. Empty, and without the turn, once it is closed.
   */
  synchronized List<Waiting> turn(int most) throws InterruptedException {
    while ((taken || waiting.isEmpty()) && !closed) {
      wait();
    }
    if (closed) {
      return List.of();
    }
    boolean full = waiting.size() >= mostMessages || bytes >= mostBytes;
    List<Waiting> first = new ArrayList<>(Math.min(most, waiting.size()));
    while (!waiting.isEmpty() && first.size() < most) {
      Waiting next = waiting.remove();
      bytes -= next.message().payload().length;
      first.add(next);
    }
    taken = true;
    if (full) {
      notifyAll();
    }
    return first;
  }

  /** Ends the turn. */
  synchronized void endTurn() {
    taken = false;
    if (closed || !waiting.isEmpty()) {
      notifyAll();
    }
  }

  /**
   * Takes nothing more, and lets go who waits; blocks until nobody has the turn, or for so long.
   */
  synchronized void close(Duration patience) throws InterruptedException {
    closed = true;
    waiting.clear();
    notifyAll();
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); taken && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
