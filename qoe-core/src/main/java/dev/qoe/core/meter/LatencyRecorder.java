package dev.qoe.core.meter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A recorder of how long something takes, from 1 nanosecond to 292 years.
 *
 * <p>Recording is lock-free and allocates nothing. A percentile is told from buckets of an eighth
 * of an octave, so it is too high by at most 12.5 %. Thread-safe.
 *
 * @since 0.1
 */
public final class LatencyRecorder {

  private static final int PARTS = 8;
  private static final int BUCKETS = 62 * PARTS;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong max = new AtomicLong();

  private LatencyRecorder() {}

  /** Returns a recorder that has seen nothing. */
  public static LatencyRecorder create() {
    return new LatencyRecorder();
  }

  /** Records that it took so long; what is below 0 counts as 0. */
  public void record(long nanos) {
    long taken = Math.max(0, nanos);
    counts.getAndIncrement(bucket(taken));
    total.getAndAdd(taken);
    long longest = max.get();
    while (taken > longest && !max.compareAndSet(longest, taken)) {
      longest = max.get();
    }
  }

  /** Returns what was recorded so far; while others record, parts of it may be a little newer. */
  public Latency latency() {
    long count = 0;
    for (int i = 0; i < BUCKETS; i++) {
      count += counts.get(i);
    }
    return count == 0
        ? Latency.NONE
        : new Latency(
            count, total.get(), percentile(0.5, count), percentile(0.99, count), max.get());
  }

  private long percentile(double share, long count) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return Math.min(max.get(), last(i));
      }
    }
    return max.get();
  }

  /** Below 8 each number has a bucket, above each octave has 8. */
  private static int bucket(long nanos) {
    if (nanos < PARTS) {
      return (int) nanos;
    }
    int octave = 60 - Long.numberOfLeadingZeros(nanos);
    return octave * PARTS + (int) (nanos >>> octave);
  }

  /** Returns the largest number of a bucket. */
  private static long last(int bucket) {
    if (bucket < 2 * PARTS) {
      return bucket;
    }
    int octave = bucket / PARTS - 1;
    int part = bucket % PARTS + PARTS;
    return ((part + 1L) << octave) - 1;
  }
}
