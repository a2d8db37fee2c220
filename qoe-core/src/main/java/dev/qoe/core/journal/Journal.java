package dev.qoe.core.journal;

import dev.qoe.core.internal.Correlation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A folder of files that keeps what was appended, in order, through crashes and losses of power.
 *
 * <p>Appending copies a record into memory and returns its sequence; it neither blocks nor
 * allocates. One thread writes what has come together, forces it to the disk, and then tells that
 * all of it is durable. Sequences grow by one from record to record and are never given twice, also
 * after a crash; after one they leave a gap. Records come back in their order, each once.
 *
 * <p>When the disk fails or the journal is as large as it may be, nothing is acknowledged: {@link
 * #state} says why, records wait in memory as long as that has room, and are written when that is
 * possible again. <i>Thread-safe.</i>
 *
 * @since 0.1
 */
public final class Journal implements AutoCloseable {

  /** What appending returns when the memory for records that are not durable yet is used up. */
  public static final long FULL = -1;

  /** What appending returns when the journal is closed. */
  public static final long CLOSED = -2;

  /** What appending returns for an entry of more than {@link #MOST_ENTRY_BYTES}. */
  public static final long TOO_LARGE = -3;

  /** Largest content of an entry, in bytes. */
  public static final int MOST_ENTRY_BYTES = Block.MOST_ENTRY;

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String RECORDS = "journal";
  private static final String DEFINITIONS = "series";
  private static final int MOST_SHORT = 0xffff;

  private final Storage storage;
  private final SegmentLog definitions;
  private final SegmentLog records;
  private final Committer committer;
  private final Waiters waiters;
  private final Recovery recovery;
  private final List<Damage> damages;
  private final Runnable unlock;
  private final long firstSequence;

  private Journal(
      Storage storage,
      JournalOptions options,
      LongSupplier nanoTime,
      Committer.Guard lock,
      Runnable unlock)
      throws IOException {
    this.storage = storage;
    this.unlock = unlock;
    long checkpoint = Checkpoint.in(storage).sequence();
    SegmentScan foundDefinitions = SegmentScan.of(storage, DEFINITIONS, 0);
    SegmentScan found = SegmentScan.of(storage, RECORDS, checkpoint);
    damages = new ArrayList<>(foundDefinitions.damages());
    damages.addAll(found.damages());
    recovery = recovery(found, checkpoint, damages);
    logDamages(found.firstAllowed());
    definitions = new SegmentLog(storage, foundDefinitions, options, nanoTime, 0);
    long mostPending = options.pendingBytes() / Records.HEAD_BYTES;
    records = new SegmentLog(storage, found, options, nanoTime, mostPending);
    firstSequence = found.firstAllowed();
    records.begin(firstSequence);
    waiters = new Waiters(firstSequence - 1);
    committer =
        new Committer(
            definitions,
            foundDefinitions.next(),
            records,
            firstSequence,
            options,
            waiters,
            () -> {
              lock.check();
              noteMissing();
            },
            nanoTime);
  }

  /**
   * Opens the journal of a folder, which is created if need be, and checks all that is in it. Reads
   * every file once.
   *
   * @throws IOException if another engine uses the folder, or it cannot be read or written
   */
  public static Journal open(Path folder, JournalOptions options) throws IOException {
    Files.createDirectories(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      return open(new DiskStorage(folder), options, System::nanoTime, lock::ensure, lock::close);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static Journal open(
      Storage storage,
      JournalOptions options,
      LongSupplier nanoTime,
      Committer.Guard lock,
      Runnable unlock)
      throws IOException {
    Journal journal = new Journal(storage, options, nanoTime, lock, unlock);
    journal.committer.start();
    return journal;
  }

  private void logDamages(long first) {
    String before = Correlation.begin("recovery", first);
    for (Damage damage : damages) {
      log(LOG.atWarn(), damage);
    }
    Correlation.end(before);
  }

  private void log(LoggingEventBuilder line, Damage damage) {
    line.addKeyValue("journal", storage.describe())
        .addKeyValue("file", damage.file())
        .addKeyValue("reason", damage.kind())
        .log("{}", damage);
  }

  private static Recovery recovery(SegmentScan found, long checkpoint, List<Damage> damages) {
    List<Segment> holding = found.segments().stream().filter(s -> s.records() > 0).toList();
    long first = holding.isEmpty() ? 0 : holding.get(0).head().first();
    long last = holding.isEmpty() ? 0 : holding.get(holding.size() - 1).extent().next() - 1;
    long count = holding.stream().mapToLong(Segment::records).sum();
    return new Recovery(holding.size(), count, first, last, checkpoint, damages);
  }

  // ---- appending ----------------------------------------------------------------------------

  /**
   * Says what a number of a series stands for. A definition is durable before any record that is
   * appended after it; one kept from an earlier life of the journal need not be repeated. Does not
   * block.
   *
   * @return false if it was not taken, because memory is used up or the journal is closed
   */
  public boolean define(int seriesId, String element, String kpi, String unit) {
    byte[] record = Records.series(seriesId, element, kpi, unit);
    if (record.length > Block.MOST_ENTRY) {
      throw new IllegalArgumentException(
          "names of a series must take at most %d bytes: %d, of '%s'"
              .formatted(Block.MOST_ENTRY, record.length, kpi));
    }
    return committer.define(record);
  }

  /**
   * Appends a measurement. Neither blocks nor allocates nor throws.
   *
   * @param seriesId the number given to {@link #define}
   * @param epochMicros event time, in microseconds since 1970 UTC
   * @param ingestMicros when it came in, in microseconds since 1970 UTC
   * @param value kept bit by bit
   * @param quality kept bit by bit
   * @param flags 0 to 65,535; higher bits are cut off
   * @return its sequence, {@code > 0}; or {@link #FULL} or {@link #CLOSED}, and then it was not
   *     taken
   */
  public long append(
      int seriesId, long epochMicros, long ingestMicros, double value, double quality, int flags) {
    return committer.append(seriesId, epochMicros, ingestMicros, value, quality, flags);
  }

  /**
   * Appends bytes of any meaning. Neither blocks nor allocates.
   *
   * @param type what they mean to the caller, 0 to 65,535
   * @return its sequence, {@code > 0}; or {@link #FULL}, {@link #CLOSED} or {@link #TOO_LARGE}, and
   *     then it was not taken
   * @throws IllegalArgumentException if {@code type < 0} or {@code type > 65535}
   * @throws IndexOutOfBoundsException if the range does not lie in {@code bytes}
   */
  public long appendEntry(int type, byte[] bytes, int offset, int length) {
    if (type < 0 || type > MOST_SHORT) {
      throw new IllegalArgumentException("type of an entry must be 0 to 65535: " + type);
    }
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length > MOST_ENTRY_BYTES
        ? TOO_LARGE
        : committer.appendEntry(type, bytes, offset, length);
  }

  // ---- durability ---------------------------------------------------------------------------

  /**
   * Returns the sequence up to which every record outlives a loss of power. Right after opening
   * this is the one before {@link #firstSequence}.
   */
  public long durableSequence() {
    return waiters.durable();
  }

  /** Returns the sequence of the first record appended since the journal was opened. */
  public long firstSequence() {
    return firstSequence;
  }

  /**
   * Waits until a record is durable, at most the time given.
   *
   * @return whether it is; false at once for a sequence that is no record's, such as {@link #FULL}
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitDurable(long sequence, Duration timeout) throws InterruptedException {
    return waiters.await(sequence, nanos(timeout));
  }

  /**
   * Calls {@code action} once a record is durable, or once it is certain that it will not be. On
   * the thread that writes the journal, or on the caller's if the answer is known.
   */
  public void whenDurable(long sequence, Acknowledgement action) {
    waiters.whenSettled(sequence, action);
  }

  // ---- reading ------------------------------------------------------------------------------

  /** Returns what was found when the journal was opened. */
  public Recovery recovery() {
    return recovery;
  }

  /** Returns all that has been found wrong with the files, also since the journal was opened. */
  public List<Damage> damages() {
    synchronized (damages) {
      return List.copyOf(damages);
    }
  }

  /**
   * Hands on all definitions of series that are durable, in the order in which they were made.
   *
   * @throws IOException if a file cannot be read
   */
  public void series(SeriesConsumer consumer) throws IOException {
    new Replay(storage, definitions.segments()).series(consumer);
  }

  /**
   * Removes definitions of series that nobody needs any more, in the background, if they are more
   * than half of all. Call it while nobody defines series.
   *
   * @param needed tells of a number whether its definition is kept; that of any record that is
   *     still there must be
   * @return how many definitions are removed, {@code >= 0}
   * @throws IOException if a file cannot be read
   */
  public int retainSeries(IntPredicate needed) throws IOException {
    List<byte[]> kept = new ArrayList<>();
    int[] removed = {0};
    series(
        (id, element, kpi, unit) -> {
          if (needed.test(id)) {
            kept.add(Records.series(id, element, kpi, unit));
          } else {
            removed[0]++;
          }
        });
    if (removed[0] <= kept.size()) {
      return 0;
    }
    committer.replaceDefinitions(kept);
    return removed[0];
  }

  /**
   * Hands on the durable records in a range, in order, each once. May run while others append; what
   * becomes durable after the start is not handed on.
   *
   * @param from the lowest sequence
   * @param to the highest sequence
   * @return the sequence to go on from, {@code >= from}
   * @throws IOException if a file cannot be read, for example because it was trimmed meanwhile
   */
  public long replay(long from, long to, JournalConsumer consumer) throws IOException {
    return new Replay(storage, records.segments())
        .records(from, Math.min(to, Long.MAX_VALUE - 1), consumer);
  }

  /**
   * Removes files whose records are all stored elsewhere; records of other files stay, also below
   * {@code sequence}. Move the {@link Checkpoint} first.
   *
   * @param sequence the highest sequence that is not needed any more
   * @return the number of files removed
   * @throws IOException if a file cannot be removed; try again
   */
  public int trim(long sequence) throws IOException {
    int removed = records.trim(Math.min(sequence, durableSequence()));
    if (committer.trouble().status() == JournalState.Status.FULL) {
      committer.retryNow();
    }
    return removed;
  }

  // ---- beside the records -------------------------------------------------------------------

  /**
   * Returns the sequence up to which all is stored elsewhere, as it is kept beside the records.
   *
   * @throws IOException if it cannot be read or is corrupt
   */
  public Checkpoint checkpoint() throws IOException {
    return Checkpoint.in(storage);
  }

  /**
   * Returns a small file beside the records, for what has to outlive them.
   *
   * @param name a name that no other file of the folder has
   */
  public SideFile sideFile(String name) {
    return new SideFile(storage, name);
  }

  // ---- state and end ------------------------------------------------------------------------

  /** Returns how the journal does now. */
  public JournalState state() {
    Committer.Trouble trouble = committer.trouble();
    return new JournalState(
        trouble.status(),
        trouble.reason(),
        committer.appended(),
        durableSequence(),
        committer.pendingBytes(),
        records.diskBytes(),
        records.segments().size(),
        committer.failures());
  }

  /** Tries at once to write again, if writing has failed. */
  public void retry() {
    committer.retryNow();
  }

  /**
   * Writes and forces what was appended, ends the thread and gives the folder back; may be called
   * again. If writing fails, it is tried once more and then given up: those who wait are told that
   * the records are not durable. Called in an {@link Acknowledgement} on the thread that writes, it
   * returns at once, and all that is done when the acknowledgement has returned.
   */
  @Override
  public void close() {
    committer.close(unlock);
  }

  private void noteMissing() throws IOException {
    for (Segment segment : records.forgetMissing()) {
      long count = segment.extent().next() - segment.head().first();
      if (count > 0) {
        Damage damage =
            new Damage(
                Damage.Kind.MISSING_RECORDS,
                segment.name(),
                0,
                segment.extent().length(),
                OptionalLong.of(count),
                "");
        log(LOG.atError(), damage);
        synchronized (damages) {
          damages.add(damage);
        }
      }
    }
  }

  /** Durations too long for a number of nanoseconds are forever. */
  private static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
