package dev.qoe.core.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is known of one segment file: its head, and how much of it is durable. Thread-safe. */
final class Segment {

  /** How far apart the places are from which reading may begin, in bytes. */
  private static final long MARK_BYTES = 1024 * 1024;

  private final String name;
  private final SegmentHead head;
  private final long records;
  private final ConcurrentSkipListMap<Long, Long> marks = new ConcurrentSkipListMap<>();
  private volatile Extent extent;

  /** How far a file reaches, and the sequence after its last record. */
  record Extent(long length, long next) {}

  Segment(String name, SegmentHead head, long length, long next, long records) {
    this.name = name;
    this.head = head;
    this.records = records;
    extent = new Extent(length, next);
  }

  String name() {
    return name;
  }

  SegmentHead head() {
    return head;
  }

  /** Returns the number of intact records found when the journal was opened. */
  long records() {
    return records;
  }

  Extent extent() {
    return extent;
  }

  void extendTo(long length, long next) {
    mark(extent.next, extent.length);
    extent = new Extent(length, next);
  }

  /** Notes that the record {@code sequence} and all after it lie from {@code offset} on. */
  void mark(long sequence, long offset) {
    Map.Entry<Long, Long> last = marks.lastEntry();
    if (offset - (last == null ? SegmentHead.BYTES : last.getValue()) >= MARK_BYTES) {
      marks.put(sequence, offset);
    }
  }

  /** Returns an offset before the record {@code sequence}, not far if the file is large. */
  long offsetBefore(long sequence) {
    Map.Entry<Long, Long> mark = marks.floorEntry(sequence);
    return mark == null ? SegmentHead.BYTES : mark.getValue();
  }
}
