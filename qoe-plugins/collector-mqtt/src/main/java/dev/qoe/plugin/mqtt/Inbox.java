package dev.qoe.plugin.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The messages that wait to be handed over: bounded by number and bytes.
 *
 * <p>What may not wait, for it comes without an acknowledgement that could hold its sender back, is
 * refused when it is full. Thread-safe.
 */
final class Inbox {

  private final int mostMessages;
  private final long mostBytes;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private long bytes;
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
    add(message);
    return true;
  }

  /** Puts messages back that have to be handed over again, whether there is room or not. */
  synchronized void putBack(List<Message> messages) {
    if (!closed) {
      for (int i = messages.size() - 1; i >= 0; i--) {
        waiting.addFirst(messages.get(i));
        bytes += messages.get(i).payload().length;
      }
      notifyAll();
    }
  }

  private void add(Message message) {
    waiting.add(message);
    bytes += message.payload().length;
    if (waiting.size() == 1) {
      notifyAll();
    }
  }

  /**
   * Returns all that waits, at most so many; blocks while nothing does; empty once it is closed.
   */
  synchronized List<Message> take(int most) throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    boolean full = waiting.size() >= mostMessages || bytes >= mostBytes;
    List<Message> taken = new ArrayList<>(Math.min(most, waiting.size()));
    while (!closed && !waiting.isEmpty() && taken.size() < most) {
      Message message = waiting.remove();
      bytes -= message.payload().length;
      taken.add(message);
    }
    if (full) {
      notifyAll();
    }
    return taken;
  }

  /** Takes nothing more, and lets go who waits. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
