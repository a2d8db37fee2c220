package dev.qoe.core.engine;

import dev.qoe.api.network.NetworkElement;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The windows of the series of a shard, and which of them end first.
 *
 * <p>A series with open windows waits here once, under the time at which it was put in; what came
 * since only makes it wait again when its turn comes. Guarded by the shard's lock.
 */
final class ShardWindows {

  private static final int FIRST_CAPACITY = 16;
  private static final long SILENCE_MICROS = 1_000_000;

  private final EngineWindows engine;
  private final PriorityQueue<SeriesWindows> queue =
      new PriorityQueue<>(
          FIRST_CAPACITY, Comparator.comparingLong((SeriesWindows windows) -> windows.queuedAt));

  ShardWindows(EngineWindows engine) {
    this.engine = engine;
  }

  EngineWindows engine() {
    return engine;
  }

  /** Gives a series the windows that are declared for it, and keeps those it has already. */
  void bind(LiveSeries target, NetworkElement element) {
    List<DeclaredWindows.Declaration> wanted = engine.declared().of(element, target.kpi());
    SeriesWindows present = target.windows;
    if (present != null && !present.fits(wanted, target.meaning.definition)) {
      end(target);
    }
    if (target.windows == null && !wanted.isEmpty()) {
      target.windows = new SeriesWindows(this, target, wanted);
    }
  }

  /** Closes the windows of a series and gives back what they take. */
  void end(LiveSeries target) {
    if (target.windows != null) {
      target.windows.end();
      target.windows = null;
    }
  }

  /** Lets windows wait for their end, unless they wait already or none is open. */
  void await(SeriesWindows windows) {
    if (windows.queuedAt == LiveSeries.NEVER) {
      long due = windows.dueMicros();
      if (due < Long.MAX_VALUE) {
        windows.queuedAt = due;
        queue.add(windows);
      }
    }
  }

  /**
   * Closes what holds values and ends by then, less the lateness, of at most so many series. One
   * that has had a value since it was looked at last is looked at again a second later: an import
   * of old values closes its windows itself. The largest number closes all.
   *
   * @return whether there may be more
   */
  boolean passTo(long micros, int most) {
    for (int i = 0; i < most; i++) {
      SeriesWindows next = queue.peek();
      if (next == null || next.queuedAt > micros) {
        return false;
      }
      queue.poll();
      if (next.takeFresh() && micros < Long.MAX_VALUE) {
        next.queuedAt = micros + SILENCE_MICROS;
        queue.add(next);
      } else {
        next.queuedAt = LiveSeries.NEVER;
        next.passTo(micros);
        await(next);
      }
    }
    return true;
  }
}
