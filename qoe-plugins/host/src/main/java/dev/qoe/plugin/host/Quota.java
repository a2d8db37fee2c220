package dev.qoe.plugin.host;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many items a second, and as many at once, by the generic cell rate algorithm (ITU-T I.371,
 * annex A): one number holds when the next item would be on time.
 */
final class Quota {

  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanos;
  private final double step;
  private final AtomicLong due;

  Quota(int itemsPerSecond, LongSupplier nanos) {
    this.nanos = nanos;
    this.step = (double) SECOND / itemsPerSecond;
    this.due = new AtomicLong(nanos.getAsLong() - SECOND);
  }

  /** Takes one item's worth and returns 0, or returns how many nanoseconds too early it is. */
  long take() {
    while (true) {
      long now = nanos.getAsLong();
      long before = due.get();
      long base = before - now < -SECOND ? now - SECOND : before;
      long after = base + Math.max(1, Math.round(step));
      if (after - now > 0) {
        return after - now;
      }
      if (due.compareAndSet(before, after)) {
        return 0;
      }
    }
  }
}
