package dev.qoe.core.engine;

import dev.qoe.api.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of an engine: which there are to be, who listens to them, and what they take.
 *
 * <p>Listeners are called by the announcer. What waits for them is bounded: beyond that windows are
 * given up and counted, for they cannot be merged. Thread-safe.
 */
final class EngineWindows {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  /** Which part of the engine's memory windows may take that wait for listeners. */
  private static final int PART_FOR_WAITING = 8;

  private final DeclaredWindows declared;
  private final Announcer announcer;
  private final long mostWaitingBytes;
  private final List<Consumer<? super ToldWindow>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final LongAdder told = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final AtomicLong givenUp = new AtomicLong();

  EngineWindows(EngineSettings settings, Announcer announcer) {
    this.declared = settings.windows();
    this.announcer = announcer;
    this.mostWaitingBytes = settings.memoryBytes() / PART_FOR_WAITING;
  }

  DeclaredWindows declared() {
    return declared;
  }

  /** Lets somebody listen to all windows that are told from now on. */
  EventPublisher.Subscription subscribe(Consumer<? super ToldWindow> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells a window; never waits, for a shard's lock is held. */
  void tell(ToldWindow window) {
    told.increment();
    if (listeners.isEmpty()) {
      return;
    }
    long bytes = window.bytes();
    boolean room = waitingBytes.getAndAdd(bytes) <= mostWaitingBytes;
    if (!room || !announcer.offer(() -> deliver(window, bytes))) {
      waitingBytes.addAndGet(-bytes);
      if (givenUp.getAndIncrement() == 0) {
        announcer.log(
            () ->
                LOG.atError()
                    .addKeyValue("waitingBytes", waitingBytes)
                    .log(
                        "listeners are slow: windows that do not fit beside those that wait are"
                            + " given up"));
      }
    }
  }

  private void deliver(ToldWindow window, long bytes) {
    waitingBytes.addAndGet(-bytes);
    for (Consumer<? super ToldWindow> listener : listeners) {
      try {
        listener.accept(window);
      } catch (RuntimeException | Error e) { // foreign code: its failure must not silence others
        LOG.error("a listener of windows '{}' failed", window.name(), e);
      }
    }
  }

  /** Notes that a value came too late for its window. */
  void late() {
    late.increment();
  }

  /** Notes that windows take so many bytes more. */
  void taken(long more) {
    heldBytes.addAndGet(more);
  }

  /** Returns how many bytes windows take, those that wait for listeners included. */
  long bytes() {
    return heldBytes.get() + waitingBytes.get();
  }

  /** Returns how many windows were told. */
  long toldCount() {
    return told.sum();
  }

  /** Returns how many windows were not told because too much waited. */
  long givenUpCount() {
    return givenUp.get();
  }

  /** Returns how many values came too late for a window. */
  long lateCount() {
    return late.sum();
  }
}
