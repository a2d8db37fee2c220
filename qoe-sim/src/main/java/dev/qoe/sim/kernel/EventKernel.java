package dev.qoe.sim.kernel;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Virtual time that jumps from event to event.
 *
 * <pre>{@code
 * EventKernel kernel = EventKernel.create();
 * kernel.schedule(Duration.ofMillis(20), k -> System.out.println("packet arrives at " + k.now()));
 * kernel.run();
 * }</pre>
 *
 * <p>Time is in nanoseconds from 0, so that a run may span 292 years. Events of the same time
 * happen in the order in which they were scheduled. Up to 8,388,608 events may be pending, and a
 * kernel schedules up to 1.1e12 in its life.
 *
 * <p>Once its arrays have grown to the most events ever pending, a kernel allocates nothing.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class EventKernel {

  /*
   * A handle is the event's sequence number and, in its low bits, the slot that holds the event
   * while it is pending. The heap sorts by (time, handle), which is (time, sequence), as sequence
   * numbers are unique. A slot remembers the handle of its present event: whoever comes with
   * another handle, be it the heap or a caller, comes too late. Cancelling therefore only frees
   * the slot; the heap's pair is dropped when it surfaces, or when dead pairs are the majority.
   *
   * While an event happens its pair stays on top of the heap. Most events schedule one other: that
   * one replaces the pair, which saves half of the work.
   */

  private static final int SLOT_BITS = 23;
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final long LAST_SEQUENCE = (1L << (63 - SLOT_BITS)) - 1;
  private static final int INITIAL_SLOTS = 32;
  private static final int FEW = 64;
  private static final long VACANT = 0;
  private static final Event NOTHING = kernel -> {};

  private final long maxEvents;
  private final EventHeap heap = new EventHeap();
  private final LongPredicate alive = this::isPending;
  private long[] handles = new long[INITIAL_SLOTS];
  private Event[] events = new Event[INITIAL_SLOTS];
  private int[] freeSlots = new int[INITIAL_SLOTS];
  private int free;
  private int usedSlots;
  private int dead;
  private long sequence;
  private long nowNanos;
  private long happened;
  private boolean topHappened;
  private boolean running;
  private boolean stopping;

  private EventKernel(long maxEvents) {
    this.maxEvents = maxEvents;
  }

  /** Returns a kernel at time 0 without events. */
  public static EventKernel create() {
    return new EventKernel(Long.MAX_VALUE);
  }

  /**
   * Returns a kernel that refuses to go on after a number of events: a guard against models that
   * never end.
   *
   * @param maxEvents how many may happen before a {@link #reset()}, {@code >= 1}
   * @throws IllegalArgumentException if {@code maxEvents < 1}
   */
  public static EventKernel bounded(long maxEvents) {
    if (maxEvents < 1) {
      throw new IllegalArgumentException("max events must be >= 1: " + maxEvents);
    }
    return new EventKernel(maxEvents);
  }

  /** Returns the virtual time in nanoseconds, {@code >= 0}. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Returns the virtual time, {@code >= 0}. */
  public Duration now() {
    return Duration.ofNanos(nowNanos);
  }

  /** Returns the number of events that are to happen, {@code >= 0}. */
  public int pending() {
    return heap.size() - dead - (topHappened ? 1 : 0);
  }

  /** Returns the number of events that happened since the start or the last reset, {@code >= 0}. */
  public long happened() {
    return happened;
  }

  /**
   * Schedules an event after a delay.
   *
   * @param delayNanos in nanoseconds, {@code >= 0}; after 0 it happens after all that were
   *     scheduled for now before it
   * @return its handle, {@code > 0}, for {@link #cancel}
   * @throws IllegalArgumentException if {@code delayNanos < 0}, or time would pass its end after
   *     292 years
   * @throws IllegalStateException if too many events are pending or were scheduled
   */
  public long schedule(long delayNanos, Event event) {
    long timeNanos = nowNanos + delayNanos;
    if ((delayNanos | timeNanos) < 0) {
      throw new IllegalArgumentException(
          "delay of event '%s' at %s must be >= 0 ns and end within 292 years: %d ns"
              .formatted(event, now(), delayNanos));
    }
    return insert(timeNanos, event);
  }

  /**
   * Schedules an event after a delay; see {@link #schedule(long, Event)}.
   *
   * @param delay {@code >= 0}
   * @throws ArithmeticException if {@code delay} is longer than 292 years
   */
  public long schedule(Duration delay, Event event) {
    return schedule(delay.toNanos(), event);
  }

  /**
   * Schedules an event at a time.
   *
   * @param timeNanos in nanoseconds, {@code >=} {@link #nowNanos()}
   * @return its handle, {@code > 0}, for {@link #cancel}
   * @throws IllegalArgumentException if the time is past
   * @throws IllegalStateException if too many events are pending or were scheduled
   */
  public long scheduleAt(long timeNanos, Event event) {
    if (timeNanos < nowNanos) {
      throw new IllegalArgumentException(
          "event '%s' must not be scheduled into the past: for %d ns at %d ns"
              .formatted(event, timeNanos, nowNanos));
    }
    return insert(timeNanos, event);
  }

  private long insert(long timeNanos, Event event) {
    if (free == 0) {
      addSlot();
    }
    if (sequence == LAST_SEQUENCE) {
      throw new IllegalStateException(
          "this kernel has scheduled %d events, the most it can; use a new one"
              .formatted(LAST_SEQUENCE));
    }
    int slot = freeSlots[--free];
    long handle = ++sequence << SLOT_BITS | slot;
    handles[slot] = handle;
    events[slot] = event;
    if (topHappened) {
      topHappened = false;
      heap.replaceTop(timeNanos, handle);
    } else {
      heap.push(timeNanos, handle);
    }
    return handle;
  }

  private void addSlot() {
    if (usedSlots > SLOT_MASK) {
      throw new IllegalStateException(
          "%d events are pending, the most there can be; do events schedule more than happen?"
              .formatted(usedSlots));
    }
    if (usedSlots == handles.length) {
      int length = 2 * usedSlots;
      handles = Arrays.copyOf(handles, length);
      events = Arrays.copyOf(events, length);
      freeSlots = Arrays.copyOf(freeSlots, length);
    }
    freeSlots[free++] = usedSlots++;
  }

  private void vacate(int slot) {
    handles[slot] = VACANT;
    events[slot] = NOTHING;
    freeSlots[free++] = slot;
  }

  /** Tells whether the event of a handle is still to happen. */
  public boolean isPending(long handle) {
    int slot = (int) handle & SLOT_MASK;
    return handle > 0 && slot < usedSlots && handles[slot] == handle;
  }

  /**
   * Cancels an event.
   *
   * @param handle what scheduling it returned; any other number is taken for an event that is gone
   * @return false if the event has happened or was cancelled before
   */
  public boolean cancel(long handle) {
    if (!isPending(handle)) {
      return false;
    }
    vacate((int) handle & SLOT_MASK);
    dead++;
    if (dead > FEW && dead > heap.size() / 2) {
      dropTop();
      heap.retain(alive);
      dead = 0;
    }
    return true;
  }

  /**
   * Takes the event that is happening, or just has, off the heap, unless another took its place.
   */
  private void dropTop() {
    if (topHappened) {
      topHappened = false;
      heap.pop();
    }
  }

  /**
   * Lets events happen until there are none, or {@link #stop()}.
   *
   * @throws EventException if an event throws
   * @throws IllegalStateException if called by an event, or the bound on events is reached
   */
  public void run() {
    drain(Long.MAX_VALUE);
  }

  /**
   * Lets all events up to a time happen; then it is that time, unless the run was stopped.
   *
   * @param timeNanos in nanoseconds, inclusive, {@code >=} {@link #nowNanos()}
   * @throws IllegalArgumentException if the time is past
   * @throws EventException if an event throws
   * @throws IllegalStateException if called by an event, or the bound on events is reached
   */
  public void runUntil(long timeNanos) {
    if (timeNanos < nowNanos) {
      throw new IllegalArgumentException(
          "cannot run until %d ns: it is %d ns already".formatted(timeNanos, nowNanos));
    }
    drain(timeNanos);
    if (!stopping) {
      nowNanos = timeNanos;
    }
  }

  /**
   * Lets all events up to a time happen; see {@link #runUntil(long)}.
   *
   * @param time since 0, inclusive
   * @throws ArithmeticException if {@code time} is longer than 292 years
   */
  public void runUntil(Duration time) {
    runUntil(time.toNanos());
  }

  /**
   * Lets the next event happen.
   *
   * @return false if there is none
   * @throws EventException if the event throws
   * @throws IllegalStateException if called by an event, or the bound on events is reached
   */
  public boolean step() {
    start();
    try {
      return next(Long.MAX_VALUE);
    } finally {
      running = false;
    }
  }

  /** Ends the run after the event that is happening; without one this does nothing. */
  public void stop() {
    stopping = true;
  }

  /**
   * Returns to time 0 without events, keeping the arrays; handles from before stay without effect.
   *
   * @throws IllegalStateException if called by an event
   */
  public void reset() {
    checkIdle();
    heap.clear();
    free = 0;
    for (int slot = usedSlots - 1; slot >= 0; slot--) {
      vacate(slot);
    }
    dead = 0;
    nowNanos = 0;
    happened = 0;
  }

  private void drain(long untilNanos) {
    start();
    try {
      boolean more = true;
      while (more && !stopping) {
        more = next(untilNanos);
      }
    } finally {
      running = false;
    }
  }

  private void start() {
    checkIdle();
    running = true;
    stopping = false;
  }

  private void checkIdle() {
    if (running) {
      throw new IllegalStateException("an event must not run or reset its own kernel");
    }
  }

  private boolean next(long untilNanos) {
    while (heap.size() > 0 && heap.topTime() <= untilNanos) {
      long handle = heap.topKey();
      int slot = (int) handle & SLOT_MASK;
      if (handles[slot] == handle) {
        let(slot);
        return true;
      }
      heap.pop();
      dead--;
    }
    return false;
  }

  private void let(int slot) {
    if (happened == maxEvents) {
      throw new IllegalStateException(
          "%d events have happened, the bound of this kernel, and it is %s; look for an event that"
                  .formatted(maxEvents, now())
              + " schedules itself without delay, or raise the bound");
    }
    happened++;
    nowNanos = heap.topTime();
    Event event = events[slot];
    vacate(slot);
    topHappened = true;
    try {
      event.happen(this);
    } catch (RuntimeException e) {
      throw new EventException(event, nowNanos, e);
    } finally {
      dropTop();
    }
  }

  @Override
  public String toString() {
    return "%s, %d pending, %d happened".formatted(now(), pending(), happened);
  }
}
