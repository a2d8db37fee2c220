package dev.qoe.core.journal;

/** What is known of one segment file: its head, and how much of it is durable. Thread-safe. */
final class Segment {

  private final String name;
  private final SegmentHead head;
  private final long records;
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
    extent = new Extent(length, next);
  }
}
