package dev.qoe.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/**
 * A piece of memory that many threads fill with records at once and one empties.
 *
 * <p>A record's place and number are claimed together, by one compare-and-set on {@code cursor}
 * (bit 63: sealed; bits 31 to 62: records; bits 0 to 30: bytes), so that the order of the records
 * is that of their numbers. The bytes are then copied without any lock and added to {@code
 * committed}; a sealed slab may be read once both agree. Thread-safe.
 */
final class Slab {

  /** The slab takes no records now, another one does. */
  static final long SEALED = -1;

  /** The slab has no room for the record. */
  static final long FULL = -2;

  private static final int COUNT_SHIFT = 31;
  private static final long BYTES_MASK = (1L << COUNT_SHIFT) - 1;
  private static final long COUNT_MASK = (1L << 32) - 1;

  /** More than it takes to copy a record. */
  private static final long COPY_NANOS = 1_000;

  private static final VarHandle CURSOR = handle("cursor");
  private static final VarHandle COMMITTED = handle("committed");

  private final ByteBuffer memory;
  private final int capacity;
  private long firstSequence;

  @SuppressWarnings("UnusedVariable") // read and written by its handle
  private volatile long cursor = Long.MIN_VALUE;

  @SuppressWarnings("UnusedVariable") // read and written by its handle
  private volatile long committed;

  /** Creates a sealed slab of {@code capacity} bytes. */
  Slab(int capacity) {
    this.capacity = capacity;
    memory = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(Slab.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no field " + field, e);
    }
  }

  /** Empties a sealed slab and lets it take records from {@code sequence} on. */
  void reset(long sequence) {
    firstSequence = sequence;
    committed = 0;
    cursor = 0;
  }

  /**
   * Claims room for one record of {@code size} bytes.
   *
   * @return the claim, {@link #SEALED} or {@link #FULL}
   */
  long claim(int size) {
    while (true) {
      long seen = cursor;
      if (seen < 0) {
        return SEALED;
      }
      if ((seen & BYTES_MASK) + size > capacity) {
        return FULL;
      }
      if (CURSOR.compareAndSet(this, seen, seen + (1L << COUNT_SHIFT) + size)) {
        return seen;
      }
      Thread.onSpinWait();
    }
  }

  /** Returns the position of a claim in {@link #memory()}. */
  static int position(long claim) {
    return (int) (claim & BYTES_MASK);
  }

  /** Returns the sequence of a claim. */
  long sequence(long claim) {
    return firstSequence + (claim >>> COUNT_SHIFT);
  }

  /** Tells that a claim's bytes are complete. */
  void commit(int size) {
    COMMITTED.getAndAdd(this, (long) size);
  }

  /** Ends the claims and waits until all claimed bytes are complete, which takes no time. */
  void seal() {
    long seen;
    do {
      seen = cursor;
    } while (seen >= 0 && !CURSOR.compareAndSet(this, seen, seen | Long.MIN_VALUE));
    while (committed != length()) {
      LockSupport.parkNanos(this, COPY_NANOS);
    }
  }

  /** Returns the number of bytes claimed. */
  int length() {
    return (int) (cursor & BYTES_MASK);
  }

  /** Returns the number of records claimed. */
  long count() {
    return (cursor >>> COUNT_SHIFT) & COUNT_MASK;
  }

  int capacity() {
    return capacity;
  }

  long firstSequence() {
    return firstSequence;
  }

  /** Returns the sequence that follows those of this slab. */
  long nextSequence() {
    return firstSequence + count();
  }

  /** Returns the memory; use absolute positions only. */
  ByteBuffer memory() {
    return memory;
  }
}
