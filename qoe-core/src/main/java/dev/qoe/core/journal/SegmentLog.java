package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files of one name, the last of which is written to.
 *
 * <p>One thread commits; the list of segments may be read and trimmed by any.
 */
final class SegmentLog {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int OUT_BYTES = 1024 * 1024;

  private final Storage storage;
  private final String prefix;
  private final JournalOptions options;
  private final LongSupplier nanoTime;
  private final long mostPending;
  private final ByteBuffer out =
      ByteBuffer.allocateDirect(OUT_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Guarded by itself; the oldest first. */
  private final List<Segment> segments = new ArrayList<>();

  private volatile long trimmedTo;
  private long nextNumber;
  private long continuesAt;

  private @Nullable StorageFile file;
  private @Nullable Segment current;
  private @Nullable Segment empty;
  private long currentSince;
  private long writtenTo;

  /** Tells that the journal has reached the size it may have. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    FullException(String message) {
      super(message);
    }
  }

  /** Creates the log that goes on after what was found. */
  SegmentLog(
      Storage storage,
      SegmentScan found,
      JournalOptions options,
      LongSupplier nanoTime,
      long mostPending) {
    this.storage = storage;
    this.prefix = found.prefix();
    this.options = options;
    this.nanoTime = nanoTime;
    this.mostPending = mostPending;
    segments.addAll(found.segments());
    nextNumber = found.nextNumber();
    continuesAt = found.next();
  }

  static String name(String prefix, long number) {
    return "%s-%012d.qoj".formatted(prefix, number);
  }

  /** Begins a new file whose first record will be {@code first}. */
  void begin(long first) throws IOException {
    closeCurrent();
    long number = nextNumber++;
    String name = name(prefix, number);
    long salt = UUID.randomUUID().getMostSignificantBits();
    SegmentHead head = new SegmentHead(number, salt, continuesAt, first, mostPending);
    StorageFile created = storage.create(name);
    try {
      created.writeFully(head.encode(), 0);
      created.force();
      storage.forceFolder();
    } catch (IOException | RuntimeException e) {
      closeQuietly(created);
      deleteQuietly(name);
      throw e;
    }
    file = created;
    current = new Segment(name, head, SegmentHead.BYTES, first, 0);
    writtenTo = SegmentHead.BYTES;
    currentSince = nanoTime.getAsLong();
    synchronized (segments) {
      segments.add(current);
    }
    removeEmpty();
  }

  /**
   * Writes records and returns once they are durable. After an exception call {@link #abandon}.
   *
   * @param records memory that holds them from position 0 on
   * @param length how long they are, in bytes
   * @param first the first one's sequence; the one before it is the last durable one
   */
  void commit(ByteBuffer records, int length, long first) throws IOException {
    checkSize(length);
    if (current == null || isDue(current)) {
      begin(first);
    }
    Segment segment = current;
    StorageFile target = file;
    if (segment == null || target == null) {
      throw new IllegalStateException("no segment was begun");
    }
    long next = writeBlocks(target, segment.head().salt(), records, length, first);
    target.force();
    if (!storage.exists(segment.name())) {
      throw new IOException(
          "journal file '%s' is gone from '%s': give the folder back"
              .formatted(segment.name(), storage.describe()));
    }
    segment.extendTo(writtenTo, next);
    continuesAt = next;
  }

  private boolean isDue(Segment segment) {
    return segment.extent().length() >= options.segmentBytes()
        || nanoTime.getAsLong() - currentSince >= options.segmentAge().toNanos();
  }

  private void checkSize(int length) throws IOException {
    long live = length;
    synchronized (segments) {
      for (Segment segment : segments) {
        live += segment.extent().next() - 1 > trimmedTo ? segment.extent().length() : 0;
      }
    }
    if (live > options.mostBytes()) {
      throw new FullException(
          "the journal would take %d bytes, it may take %d: let the store catch up, or raise mostBytes"
              .formatted(live, options.mostBytes()));
    }
  }

  /** Writes records as blocks; returns the sequence after the last one. */
  private long writeBlocks(
      StorageFile target, long salt, ByteBuffer records, int length, long first)
      throws IOException {
    long durableBefore = first - 1;
    long sequence = first;
    int from = 0;
    out.clear();
    while (from < length) {
      int to = from;
      int count = 0;
      int size = Records.bytesAt(records, to);
      while (to < length && (count == 0 || to - from + size <= Block.USUAL_PAYLOAD)) {
        to += size;
        count++;
        size = to < length ? Records.bytesAt(records, to) : 0;
      }
      int at = out.position();
      out.put(at + Block.HEAD_BYTES, records, from, to - from);
      Block.putHead(out, at, to - from, salt, sequence, durableBefore, count);
      out.position(at + Block.HEAD_BYTES + to - from);
      if (out.remaining() < Block.HEAD_BYTES + Block.MOST_PAYLOAD) {
        flush(target);
      }
      sequence += count;
      from = to;
    }
    flush(target);
    return sequence;
  }

  private void flush(StorageFile target) throws IOException {
    out.flip();
    int length = out.limit();
    target.writeFully(out, writtenTo);
    writtenTo += length;
    out.clear();
  }

  /**
   * Gives up the file after a failure: what was not forced there is not trusted, even if a later
   * force succeeds, and is written again to a new file.
   */
  void abandon() {
    Segment segment = current;
    StorageFile target = file;
    current = null;
    file = null;
    if (segment == null || target == null) {
      return;
    }
    try {
      target.truncate(segment.extent().length());
    } catch (IOException | RuntimeException e) {
      LOG.debug("cannot cut '{}'; recovery passes over what it holds too much", segment.name(), e);
    }
    closeQuietly(target);
    if (segment.extent().length() == SegmentHead.BYTES) {
      empty = segment; // until there is a newer one, its head alone says which sequences are taken
    }
  }

  private void removeEmpty() {
    Segment removed = empty;
    if (removed != null) {
      synchronized (segments) {
        segments.remove(removed);
      }
      deleteQuietly(removed.name());
      empty = null;
    }
  }

  /** Forgets files that are gone and returns them. */
  List<Segment> forgetMissing() throws IOException {
    List<Segment> missing = new ArrayList<>();
    for (Segment segment : segments()) {
      if (!segment.equals(current) && !storage.exists(segment.name())) {
        missing.add(segment);
      }
    }
    synchronized (segments) {
      segments.removeAll(missing);
    }
    return missing;
  }

  /** Removes files with nothing above {@code sequence}, except the newest; returns how many. */
  int trim(long sequence) throws IOException {
    trimmedTo = Math.max(trimmedTo, sequence);
    int removed = 0;
    while (true) {
      Segment oldest;
      synchronized (segments) {
        if (segments.size() < 2 || segments.get(0).extent().next() - 1 > trimmedTo) {
          return removed;
        }
        oldest = segments.remove(0);
      }
      if (storage.exists(oldest.name())) {
        storage.delete(oldest.name());
        storage.forceFolder();
      }
      removed++;
    }
  }

  List<Segment> segments() {
    synchronized (segments) {
      return List.copyOf(segments);
    }
  }

  long diskBytes() {
    return segments().stream().mapToLong(segment -> segment.extent().length()).sum();
  }

  /** Closes the file that is written to. */
  void closeCurrent() {
    if (file != null) {
      closeQuietly(file);
      file = null;
      current = null;
    }
  }

  private static void closeQuietly(StorageFile file) {
    try {
      file.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("cannot close a journal file", e);
    }
  }

  private void deleteQuietly(String name) {
    try {
      storage.delete(name);
    } catch (IOException | RuntimeException e) {
      LOG.debug("cannot remove '{}'; recovery passes over it", name, e);
    }
  }
}
