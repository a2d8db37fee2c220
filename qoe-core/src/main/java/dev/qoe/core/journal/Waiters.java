package dev.qoe.core.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is durable, and who waits for it. Thread-safe. */
final class Waiters {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Waiter> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::sequence));
  private volatile long durable;
  private boolean closed;

  private record Waiter(long sequence, Acknowledgement action) {}

  Waiters(long durable) {
    this.durable = durable;
  }

  long durable() {
    return durable;
  }

  /** Makes all up to {@code sequence} known as durable. */
  void publish(long sequence) {
    durable = sequence;
    settle(false);
  }

  /** Tells all that wait that nothing becomes durable any more. */
  void close() {
    settle(true);
  }

  private void settle(boolean closing) {
    List<Waiter> settled = new ArrayList<>();
    lock.lock();
    try {
      closed |= closing;
      for (Waiter w = waiting.peek();
          w != null && (closed || w.sequence() <= durable);
          w = waiting.peek()) {
        settled.add(w);
        waiting.remove();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    settled.forEach(this::tell);
  }

  private void tell(Waiter waiter) {
    try {
      waiter.action().settled(waiter.sequence(), isDurable(waiter.sequence()));
    } catch (RuntimeException | Error e) { // foreign code: its failure must not end the journal
      LOG.atError()
          .addKeyValue("sequence", waiter.sequence())
          .setCause(e)
          .log("an acknowledgement failed");
    }
  }

  /** Sequences are positive: a refusal is never durable. */
  private boolean isDurable(long sequence) {
    return sequence > 0 && sequence <= durable;
  }

  /** Calls {@code action} once the record's fate is known, at once if it is. */
  void whenSettled(long sequence, Acknowledgement action) {
    Waiter waiter = new Waiter(sequence, action);
    boolean known;
    lock.lock();
    try {
      known = closed || sequence <= durable;
      if (!known) {
        waiting.add(waiter);
      }
    } finally {
      lock.unlock();
    }
    if (known) {
      tell(waiter);
    }
  }

  /** Waits until the record is durable; returns whether it is. */
  boolean await(long sequence, long timeoutNanos) throws InterruptedException {
    if (sequence <= durable) {
      return isDurable(sequence);
    }
    long left = timeoutNanos;
    lock.lockInterruptibly();
    try {
      while (sequence > durable && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return isDurable(sequence);
    } finally {
      lock.unlock();
    }
  }
}
