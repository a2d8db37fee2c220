package dev.qoe.plugin.host;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The room that one plugin's cycles have: a lane for targets that answer, whose width is learnt,
 * and one of fixed width for those that do not, so that they wait for each other only.
 *
 * <p>A cycle that takes much longer than is usual moves to the slow lane while it runs. Guarded by
 * the planner's lock.
 */
final class Bulkhead {

  private static final int FIRST = 32;
  private static final int MOST = 256;
  private static final int SLOW = 64;
  private static final int MOST_MOVED = 512;
  private static final long LEAST_PATIENCE_NANOS = 50_000_000L;

  private final ConcurrencyLimit limit = new ConcurrencyLimit(FIRST, MOST);
  private final Deque<Cycle> fast = new ArrayDeque<>();
  private final Deque<Cycle> slow = new ArrayDeque<>();
  private int fastRunning;
  private int slowRunning;

  void add(Cycle cycle) {
    (cycle.slowLane ? slow : fast).add(cycle);
  }

  /** Takes the cycle that may begin next; null if there is none or no room. */
  @Nullable Cycle next() {
    @Nullable Cycle cycle = waiting(fast);
    if (cycle != null) {
      if (fastRunning < limit.limit()) {
        fast.remove();
        fastRunning++;
        return cycle;
      }
      limit.want();
    }
    cycle = waiting(slow);
    if (cycle != null && slowRunning < SLOW) {
      slow.remove();
      slowRunning++;
      return cycle;
    }
    return null;
  }

  /** Returns after how long a running cycle is to be moved to the slow lane, in nanoseconds. */
  long patienceNanos() {
    return Math.max(LEAST_PATIENCE_NANOS, 4 * limit.usualNanos());
  }

  /** Moves a running cycle to the slow lane if it is not there. */
  void move(Cycle cycle) {
    if (!cycle.slowLane && slowRunning < MOST_MOVED) {
      cycle.slowLane = true;
      fastRunning--;
      slowRunning++;
    }
  }

  /** Makes room where a cycle was, and learns from it. */
  void release(Cycle cycle, long nanos, boolean overloaded) {
    if (cycle.slowLane) {
      slowRunning--;
    } else {
      fastRunning--;
      limit.ended(nanos, overloaded);
    }
  }

  /** Returns the first that still waits; those that were given up are dropped. */
  private static @Nullable Cycle waiting(Deque<Cycle> line) {
    while (!line.isEmpty() && line.element().stage != Cycle.Stage.WAITING) {
      line.remove();
    }
    return line.peek();
  }
}
