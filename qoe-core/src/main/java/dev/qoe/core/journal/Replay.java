package dev.qoe.core.journal;

import java.io.IOException;
import java.util.List;

/** Hands on what segments hold, up to where they were durable. Confine to one thread. */
final class Replay {

  private final Storage storage;
  private final List<Segment> segments;

  Replay(Storage storage, List<Segment> segments) {
    this.storage = storage;
    this.segments = segments;
  }

  /** Hands on records in a range; returns the sequence to go on from. */
  long records(long from, long to, JournalConsumer consumer) throws IOException {
    long expected = Math.max(1, from);
    boolean first = true;
    for (Segment segment : segments) {
      Segment.Extent extent = segment.extent();
      long starts = segment.head().continuesAt();
      if (!first && starts > expected && expected <= to) {
        expected = lose(expected, Math.min(starts, to + 1), consumer);
      }
      if (extent.next() > expected && segment.head().first() <= to) {
        expected = Math.max(expected, segment.head().first());
        expected = segment(segment, extent, expected, to, consumer);
      }
      first = false;
    }
    return expected;
  }

  private static long lose(long expected, long next, JournalConsumer consumer) {
    consumer.lost(expected, next - expected);
    return next;
  }

  private long segment(
      Segment segment, Segment.Extent extent, long from, long to, JournalConsumer consumer)
      throws IOException {
    long expected = from;
    try (StorageFile file = storage.open(segment.name())) {
      BlockReader reader =
          new BlockReader(file, segment.head().salt(), segment.offsetBefore(from), extent.length());
      while (expected <= to && reader.nextEndingAfter(expected)) {
        if (reader.first() > expected) {
          expected = lose(expected, Math.min(reader.first(), to + 1), consumer);
        }
        expected = block(reader, expected, to, consumer);
      }
    }
    if (expected <= to && expected < extent.next()) {
      expected = lose(expected, Math.min(extent.next(), to + 1), consumer);
    }
    return expected;
  }

  private static long block(BlockReader reader, long from, long to, JournalConsumer consumer) {
    int at = reader.payloadAt();
    long end = Math.min(reader.first() + reader.count(), to + 1);
    for (long sequence = reader.first(); sequence < end; sequence++) {
      at +=
          sequence < from
              ? Records.bytesAt(reader.memory(), at)
              : Records.replay(reader.memory(), at, sequence, consumer);
    }
    return Math.max(from, end);
  }

  /** Hands on definitions. */
  void series(SeriesConsumer consumer) throws IOException {
    for (Segment segment : segments) {
      try (StorageFile file = storage.open(segment.name())) {
        long length = segment.extent().length();
        BlockReader reader = new BlockReader(file, segment.head().salt(), length);
        while (reader.next()) {
          int at = reader.payloadAt();
          for (int i = 0; i < reader.count(); i++) {
            at += Records.replaySeries(reader.memory(), at, consumer);
          }
        }
      }
    }
  }
}
