package dev.qoe.core.journal;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.qoe.core.internal.Correlation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a journal: it swaps the slab that fills for an empty one, writes it,
 * forces it, and only then makes it known as durable.
 *
 * <p>What a commit failed to force stays in its slab and is written again, to a new file. Records
 * may be appended from any thread.
 */
final class Committer {

  private static final int REPLACED_TOGETHER = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** What must be done before a new file is begun after a failure. */
  @FunctionalInterface
  interface Guard {
    void check() throws IOException;
  }

  private final SegmentLog definitions;
  private final SegmentLog records;
  private final JournalOptions options;
  private final Waiters waiters;
  private final Guard guard;
  private final LongSupplier nanoTime;
  private final Thread thread;
  private final ConcurrentLinkedQueue<byte[]> newDefinitions = new ConcurrentLinkedQueue<>();
  private final AtomicLong definitionBytes = new AtomicLong();
  private final AtomicBoolean retry = new AtomicBoolean();
  private final AtomicLong failures = new AtomicLong();

  /** Definitions that are to take the place of all others. */
  private final AtomicReference<@Nullable List<byte[]>> replacement = new AtomicReference<>();

  private volatile Slab active;
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean closed;
  private volatile Trouble trouble = Trouble.NONE;
  private volatile int inFlightBytes;

  // of the writing thread
  private Slab spare;
  private @Nullable Slab inFlight;
  private final List<byte[]> inFlightDefinitions = new ArrayList<>();
  private long nextDefinition;
  private long lastCommit;

  /** What is to be done when the thread, which closes the journal itself, has ended its work. */
  private volatile Runnable afterwards = () -> {};

  /** Why writing fails. */
  record Trouble(JournalState.Status status, String reason) {
    static final Trouble NONE = new Trouble(JournalState.Status.WRITING, "");

    private Trouble closed() {
      return new Trouble(
          JournalState.Status.CLOSED, reason.isEmpty() ? "the journal is closed" : reason);
    }
  }

  Committer(
      SegmentLog definitions,
      long nextDefinition,
      SegmentLog records,
      long firstSequence,
      JournalOptions options,
      Waiters waiters,
      Guard guard,
      LongSupplier nanoTime) {
    this.definitions = definitions;
    this.nextDefinition = nextDefinition;
    this.records = records;
    this.options = options;
    this.waiters = waiters;
    this.guard = guard;
    this.nanoTime = nanoTime;
    active = new Slab(options.pendingBytes() / 2);
    spare = new Slab(options.pendingBytes() / 2);
    active.reset(firstSequence);
    lastCommit = nanoTime.getAsLong() - options.commitInterval().toNanos();
    thread = new Thread(this::run, "qoe-journal");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  // ---- any thread ---------------------------------------------------------------------------

  long append(
      int seriesId, long epochMicros, long ingestMicros, double value, double quality, int flags) {
    while (true) {
      Slab slab = active;
      long claim = slab.claim(Records.MEASUREMENT_BYTES);
      if (claim >= 0) {
        int at = Slab.position(claim);
        Records.putMeasurement(
            slab.memory(), at, seriesId, epochMicros, ingestMicros, value, quality, flags);
        return committed(slab, claim, Records.MEASUREMENT_BYTES);
      }
      if (claim == Slab.FULL || isOver(slab)) {
        return refusal();
      }
      Thread.onSpinWait();
    }
  }

  long appendEntry(int type, byte[] bytes, int offset, int length) {
    int size = Records.entryBytes(length);
    while (true) {
      Slab slab = active;
      long claim = slab.claim(size);
      if (claim >= 0) {
        Records.putEntry(slab.memory(), Slab.position(claim), type, bytes, offset, length);
        return committed(slab, claim, size);
      }
      if (claim == Slab.FULL || isOver(slab)) {
        return refusal();
      }
      Thread.onSpinWait();
    }
  }

  /** The writing thread puts another slab in the place of a sealed one, unless it ends. */
  private boolean isOver(Slab slab) {
    return closed && slab == active;
  }

  private long refusal() {
    return closing ? Journal.CLOSED : Journal.FULL;
  }

  private long committed(Slab slab, long claim, int size) {
    long sequence = slab.sequence(claim);
    slab.commit(size);
    int at = Slab.position(claim);
    int half = slab.capacity() / 2;
    if (idle || (at < half && at + size >= half)) {
      wake();
    }
    return sequence;
  }

  boolean define(byte[] record) {
    if (closing) {
      return false;
    }
    if (definitionBytes.addAndGet(record.length) > options.pendingBytes()) {
      definitionBytes.addAndGet(-record.length);
      return false;
    }
    newDefinitions.add(record);
    if (idle) {
      wake();
    }
    return true;
  }

  /** Lets these definitions take the place of all that are there when it is their turn. */
  void replaceDefinitions(List<byte[]> definitionRecords) {
    replacement.set(definitionRecords);
    wake();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  /** Ends a pause after a failure. */
  void retryNow() {
    retry.set(true);
    wake();
  }

  /**
   * Commits what is there, once, ends the thread, does something more, and returns. The thread
   * itself, closing in an acknowledgement, cannot wait for its end: all that comes after then.
   */
  void close(Runnable more) {
    if (Thread.currentThread() == thread) {
      afterwards = more;
      closing = true;
      return;
    }
    closing = true;
    wake();
    Uninterruptibles.joinUninterruptibly(thread);
    more.run();
  }

  /** Returns why nothing becomes durable, if that is so. */
  Trouble trouble() {
    return closed ? trouble.closed() : trouble;
  }

  long failures() {
    return failures.get();
  }

  long appended() {
    return active.nextSequence() - 1;
  }

  long pendingBytes() {
    return active.length() + inFlightBytes + definitionBytes.get();
  }

  // ---- the writing thread -------------------------------------------------------------------

  private void run() {
    try {
      boolean more = true;
      while (more) {
        boolean last = closing;
        awaitWork();
        take(last);
        String before = Correlation.begin("commit", waiters.durable() + 1);
        more = commitWithRetries() && !last;
        Correlation.end(before);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the thread of the journal has ended", e);
      String reason = "the journal has ended, start the engine anew: " + e;
      trouble = new Trouble(JournalState.Status.CLOSED, reason);
    } finally {
      closing = true;
      closed = true;
      active.seal();
      long lost = appended() - waiters.durable();
      if (lost > 0) {
        LOG.atError().addKeyValue("lost", lost).log("the journal is closed before all was durable");
      }
      definitions.closeCurrent();
      records.closeCurrent();
      waiters.close();
      afterwards.run();
    }
  }

  private void awaitWork() {
    while (!closing && !hasWork()) {
      idle = true;
      if (!closing && !hasWork()) {
        LockSupport.park(this);
      }
      idle = false;
    }
    long interval = options.commitInterval().toNanos();
    long left = interval - (nanoTime.getAsLong() - lastCommit);
    while (left > 0 && !closing && active.length() < active.capacity() / 2) {
      LockSupport.parkNanos(this, left);
      left = interval - (nanoTime.getAsLong() - lastCommit);
    }
  }

  private boolean hasWork() {
    return active.length() > 0 || !newDefinitions.isEmpty() || replacement.get() != null;
  }

  /**
   * Takes what was appended out of the threads' way. A definition is queued before the records that
   * need it, so it is taken no later than they are.
   */
  private void take(boolean last) {
    lastCommit = nanoTime.getAsLong();
    Slab full = active;
    full.seal();
    inFlightBytes = full.length();
    inFlight = full;
    if (last) {
      closed = true;
    } else {
      spare.reset(full.nextSequence());
      active = spare;
      spare = full;
    }
    for (byte[] record = newDefinitions.poll(); record != null; record = newDefinitions.poll()) {
      inFlightDefinitions.add(record);
    }
  }

  /** Commits what was taken; returns false if that is given up because the journal closes. */
  private boolean commitWithRetries() {
    while (true) {
      boolean last = closing;
      try {
        commit();
        recovered();
        return true;
      } catch (IOException | RuntimeException e) {
        failed(e);
        if (last) {
          return false;
        }
        pause();
      }
    }
  }

  private void commit() throws IOException {
    if (trouble.status() != JournalState.Status.WRITING) {
      guard.check();
    }
    replaceDefinitions();
    if (!inFlightDefinitions.isEmpty()) {
      definitionBytes.addAndGet(-commitDefinitions(inFlightDefinitions));
      inFlightDefinitions.clear();
    }
    Slab slab = inFlight;
    if (slab != null && slab.length() > 0) {
      records.commit(slab.memory(), slab.length(), slab.firstSequence());
      inFlightBytes = 0;
      waiters.publish(slab.nextSequence() - 1);
    }
    inFlight = null;
  }

  private int commitDefinitions(List<byte[]> definitionRecords) throws IOException {
    int bytes = definitionRecords.stream().mapToInt(record -> record.length).sum();
    ByteBuffer all = Block.littleEndian(new byte[bytes]);
    definitionRecords.forEach(all::put);
    definitions.commit(all, bytes, nextDefinition);
    nextDefinition += definitionRecords.size();
    return bytes;
  }

  /** Writes what is to be kept to new files before the old ones go: both may be read, too. */
  private void replaceDefinitions() throws IOException {
    List<byte[]> kept = replacement.get();
    if (kept != null) {
      long first = nextDefinition;
      definitions.begin(first);
      for (List<byte[]> part : Lists.partition(kept, REPLACED_TOGETHER)) {
        commitDefinitions(part);
      }
      var unused = definitions.trim(first - 1);
      replacement.compareAndSet(kept, null);
    }
  }

  private void recovered() {
    if (trouble.status() != JournalState.Status.WRITING) {
      LOG.info("the journal works again");
      trouble = Trouble.NONE;
    }
  }

  private void failed(Exception cause) {
    boolean full = cause instanceof SegmentLog.FullException;
    Trouble found =
        new Trouble(
            full ? JournalState.Status.FULL : JournalState.Status.FAILING,
            full ? String.valueOf(cause.getMessage()) : "cannot write the journal: " + cause);
    failures.incrementAndGet();
    if (found.status() != trouble.status()) {
      LOG.atError()
          .addKeyValue("status", found.status())
          .setCause(cause instanceof IOException ? null : cause)
          .log("nothing becomes durable: {}", found.reason());
    }
    trouble = found;
    if (!full) {
      definitions.abandon();
      records.abandon();
    }
  }

  private void pause() {
    long since = nanoTime.getAsLong();
    long pause = options.retryPause().toNanos();
    while (!closing && !retry.get() && nanoTime.getAsLong() - since < pause) {
      LockSupport.parkNanos(this, pause);
    }
    retry.set(false);
    var unused = Thread.interrupted(); // an interrupt closes channels: it must not hit the next one
  }
}
