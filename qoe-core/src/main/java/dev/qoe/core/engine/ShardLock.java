package dev.qoe.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock of one shard, made for sections of some ten nanoseconds that rarely meet.
 *
 * <p>One atomic operation takes it, a plain store releases it: about a third of what a queueing
 * lock costs. Who finds it taken spins a little and then naps, so nobody has to be woken. It is not
 * reentrant and not fair. Thread-safe.
 */
final class ShardLock {

  private static final VarHandle TAKEN;
  private static final int SPINS = 100;
  private static final long NAP_NANOS = 20_000;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(ShardLock.class, "taken", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Keep the word apart from whatever other threads write. */
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  @SuppressWarnings("unused") // by its handle
  private int taken;

  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7;

  /** Takes the lock; waits for it as long as it must. */
  void lock() {
    if (!TAKEN.compareAndSet(this, 0, 1)) {
      await();
    }
  }

  /** Gives the lock back. */
  void unlock() {
    TAKEN.setRelease(this, 0);
  }

  private void await() {
    for (int tries = 0; ; tries++) {
      if ((int) TAKEN.getOpaque(this) == 0 && TAKEN.compareAndSet(this, 0, 1)) {
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
