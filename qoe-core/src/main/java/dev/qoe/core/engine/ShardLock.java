package dev.qoe.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock of one shard, made for sections of some ten nanoseconds that rarely meet, with the few
 * words that nearly every section writes.
 *
 * <p>They share a line of a processor's cache with nothing else: who takes the lock has fetched
 * them, too, and what else belongs to the shard can stay in the caches of many processors. One
 * atomic operation takes it, a plain store releases it: about a third of what a queueing lock
 * costs. Who finds it taken spins a little and then naps, so nobody has to be woken. It is not
 * reentrant and not fair. Thread-safe.
 */
final class ShardLock {

  private static final VarHandle TAKEN;
  private static final VarHandle NEWEST;
  private static final int SPINS = 100;
  private static final long NAP_NANOS = 20_000;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TAKEN = lookup.findVarHandle(ShardLock.class, "taken", long.class);
      NEWEST = lookup.findVarHandle(ShardLock.class, "newest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Keep the words apart from whatever other threads write; of one type all stay in order. */
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  @SuppressWarnings("unused") // by its handle
  private long taken;

  private long newest = LiveSeries.NEVER;
  private long sections;

  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7;

  /** Takes the lock; waits for it as long as it must. */
  void lock() {
    if (!TAKEN.compareAndSet(this, 0L, 1L)) {
      await();
    }
  }

  /** Gives the lock back. */
  void unlock() {
    TAKEN.setRelease(this, 0L);
  }

  /** Counts a section by the holder of the lock, from 1; returns which it is. */
  long count() {
    return ++sections;
  }

  /** Notes an event time, in microseconds of the epoch; by the holder of the lock. */
  void seen(long micros) {
    if (micros > newest) {
      NEWEST.setOpaque(this, micros);
    }
  }

  /** Returns the newest event time noted; {@link LiveSeries#NEVER} before the first. */
  long newest() {
    return (long) NEWEST.getOpaque(this);
  }

  private void await() {
    for (int tries = 0; ; tries++) {
      if ((long) TAKEN.getOpaque(this) == 0 && TAKEN.compareAndSet(this, 0L, 1L)) {
        return;
      }
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
  }
}
