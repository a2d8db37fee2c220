package dev.qoe.core.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The series that will grow stale, the soonest first.
 *
 * <p>A series waits here once, under the time at which it was put in; a value that came since only
 * makes it wait again when its turn comes, so that recording costs nothing here. Guarded by the
 * shard's lock.
 */
final class Staleness {

  private static final int FIRST_CAPACITY = 16;

  private final PriorityQueue<LiveSeries> queue =
      new PriorityQueue<>(
          FIRST_CAPACITY, Comparator.comparingLong((LiveSeries series) -> series.queuedAt));

  /** Lets a series wait for its {@link LiveSeries#staleAt}, unless it waits already. */
  void await(LiveSeries series) {
    if (series.queuedAt == LiveSeries.NEVER) {
      series.queuedAt = series.staleAt();
      queue.add(series);
    }
  }

  /** Takes out the next series that is stale at {@code now}; null if there is none. */
  @Nullable LiveSeries poll(long now) {
    for (LiveSeries next = queue.peek();
        next != null && next.queuedAt <= now;
        next = queue.peek()) {
      queue.poll();
      next.queuedAt = LiveSeries.NEVER;
      if (next.staleAt() <= now) {
        return next;
      }
      await(next);
    }
    return null;
  }

  /** Returns when the next series may be stale; the largest number if none waits. */
  long next() {
    LiveSeries next = queue.peek();
    return next == null ? Long.MAX_VALUE : next.queuedAt;
  }

  /** Lets nobody wait any more. */
  void clear() {
    queue.forEach(series -> series.queuedAt = LiveSeries.NEVER);
    queue.clear();
  }
}
