package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the files of one name hold after a crash, and what is wrong with them.
 *
 * <p>The head of each file says which sequence it goes on from, so the files before it end there:
 * what they hold beyond is the rest of a failed commit. Only the last file has an open end. There a
 * hole is a torn tail, unless a block behind it says that what is missing was durable when that
 * block was written; then it is damage. Confine to one thread.
 */
final class SegmentScan {

  private static final int COPY_BYTES = 64 * 1024;

  private final Storage storage;
  private final String prefix;
  private final List<Found> files = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private final List<Hole> holes = new ArrayList<>();

  /** Where the blocks of the file that is read begin, by their first sequences. */
  private final SortedMap<Long, Long> marks = new TreeMap<>();

  private long nextNumber = 1;
  private long next = 1;
  private long firstAllowed = 1;

  /** The blocks that were written together last: what they say was durable, where they begin. */
  private long groupDurable;

  private long groupAt;

  /** A file with an intact head, or without one if it is to be set aside. */
  private record Found(String name, @Nullable SegmentHead head, long length) {}

  /** Sequences missing before an intact block, and the bytes found in their place. */
  private record Hole(long sequence, long count, long from, long to) {}

  private SegmentScan(Storage storage, String prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /**
   * Reads all files of a name, cuts the torn tail, sets aside what is corrupt.
   *
   * @param checkpoint sequence up to which nothing is needed any more, 0 if unknown
   */
  static SegmentScan of(Storage storage, String prefix, long checkpoint) throws IOException {
    SegmentScan scan = new SegmentScan(storage, prefix);
    scan.readHeads();
    scan.readSegments(checkpoint);
    storage.forceFolder();
    if (scan.segments.isEmpty()) {
      scan.next = Math.max(scan.next, checkpoint + 1);
    } // else the checkpoint may lie in a gap behind them, in which nothing was ever written
    scan.firstAllowed = Math.max(scan.firstAllowed, Math.max(scan.next, checkpoint + 1));
    return scan;
  }

  String prefix() {
    return prefix;
  }

  List<Segment> segments() {
    return segments;
  }

  List<Damage> damages() {
    return damages;
  }

  long nextNumber() {
    return nextNumber;
  }

  /** Returns the sequence after the last intact record. */
  long next() {
    return next;
  }

  /** Returns the lowest sequence that was certainly never given to a record. */
  long firstAllowed() {
    return firstAllowed;
  }

  private void readHeads() throws IOException {
    Pattern pattern = Pattern.compile(Pattern.quote(prefix) + "-(\\d{12})\\.qoj(.*)");
    for (String name : storage.list()) {
      Matcher matcher = pattern.matcher(name);
      if (!matcher.matches()) {
        continue;
      }
      long number = Long.parseLong(matcher.group(1));
      nextNumber = Math.max(nextNumber, number + 1);
      if (matcher.group(2).isEmpty()) {
        readHead(name, number);
      }
    }
    files.sort(Comparator.comparing(Found::name));
  }

  private void readHead(String name, long number) throws IOException {
    long length;
    SegmentHead head;
    try (StorageFile file = storage.open(name)) {
      length = file.size();
      head = SegmentHead.read(file, name).filter(h -> h.number() == number).orElse(null);
    }
    if (head == null && length <= SegmentHead.BYTES) {
      storage.delete(name); // died while it was created: nothing was ever written behind the head
    } else {
      files.add(new Found(name, head, length));
    }
  }

  private void readSegments(long checkpoint) throws IOException {
    boolean first = true;
    String before = "";
    for (int i = 0; i < files.size(); i++) {
      Found found = files.get(i);
      SegmentHead head = found.head();
      long limit = limitOf(i);
      if (head == null) {
        setAside(found, limit);
      } else if (head.first() >= limit) {
        dropAbandoned(found);
      } else {
        long expected = first && checkpoint == 0 ? head.continuesAt() : next;
        expected = first ? Math.max(checkpoint + 1, expected) : expected;
        noteMissing(before.isEmpty() ? found.name() : before, expected, head.continuesAt());
        readSegment(found, head, limit);
        first = false;
        before = found.name();
      }
    }
  }

  /** Returns the sequence at which files after the i-th go on. */
  private long limitOf(int i) {
    long limit = Long.MAX_VALUE;
    for (Found later : files.subList(i + 1, files.size())) {
      limit = later.head() == null ? limit : Math.min(limit, later.head().continuesAt());
    }
    return limit;
  }

  private void dropAbandoned(Found found) throws IOException {
    if (found.length() > SegmentHead.BYTES) {
      damages.add(damage(Damage.Kind.ABANDONED_COMMIT, found.name(), 0, found.length(), 0, ""));
    }
    storage.delete(found.name());
  }

  private void setAside(Found found, long limit) throws IOException {
    String kept = found.name() + ".damaged";
    storage.rename(found.name(), kept);
    damages.add(
        new Damage(
            Damage.Kind.CORRUPT_SEGMENT,
            found.name(),
            0,
            found.length(),
            OptionalLong.empty(),
            kept));
    if (limit == Long.MAX_VALUE) {
      firstAllowed = Math.max(firstAllowed, next) + found.length() / Records.HEAD_BYTES;
    }
  }

  /** Notes records that no file holds, or what a file set aside has cost. */
  private void noteMissing(String file, long expected, long continuesAt) {
    if (continuesAt <= expected) {
      return;
    }
    long lost = continuesAt - expected;
    Damage last = damages.isEmpty() ? null : damages.get(damages.size() - 1);
    if (last != null
        && last.kind() == Damage.Kind.CORRUPT_SEGMENT
        && last.recordsLost().isEmpty()) {
      damages.set(
          damages.size() - 1,
          damage(last.kind(), last.file(), 0, last.bytes(), lost, last.keptAs()));
    } else {
      damages.add(damage(Damage.Kind.MISSING_RECORDS, file, 0, 0, lost, ""));
    }
  }

  private void readSegment(Found found, SegmentHead head, long limit) throws IOException {
    long before = Math.max(next, head.continuesAt());
    next = head.first();
    holes.clear();
    groupDurable = -1;
    groupAt = SegmentHead.BYTES;
    long records = 0;
    try (StorageFile file = storage.open(found.name())) {
      BlockReader reader = new BlockReader(file, head.salt(), found.length());
      long end = SegmentHead.BYTES;
      while (reader.next() && reader.first() < limit) {
        confirm(file, found.name(), reader.durableBefore(), limit);
        Hole hole = new Hole(next, reader.first() - next, end, reader.offset());
        if (hole.count() > 0) {
          holes.add(hole);
        } else if (hole.from() < hole.to()) {
          keep(file, found.name(), hole);
        }
        if (reader.durableBefore() != groupDurable) {
          groupDurable = reader.durableBefore();
          groupAt = reader.offset();
        }
        marks.put(reader.first(), reader.offset());
        records += reader.count();
        next = reader.first() + reader.count();
        end = reader.end();
      }
      Segment segment =
          limit == Long.MAX_VALUE
              ? endOpen(file, found, head, end, records)
              : endClosed(file, found, head, end, records, limit);
      marks.forEach(segment::mark);
      marks.clear();
      segments.add(segment);
      firstAllowed = Math.max(firstAllowed, next + head.mostPending());
      next = next == head.first() ? before : next; // a file without records begins nothing
    }
  }

  /** Ends a file that another one goes on from: whatever is missing before that was durable. */
  private Segment endClosed(
      StorageFile file, Found found, SegmentHead head, long end, long records, long limit)
      throws IOException {
    confirm(file, found.name(), limit - 1, limit);
    if (end < found.length()) {
      if (next < limit) {
        keep(file, found.name(), new Hole(next, limit - next, end, found.length()));
        next = limit;
        return new Segment(found.name(), head, end, limit, records);
      }
      long rest = found.length() - end;
      damages.add(damage(Damage.Kind.ABANDONED_COMMIT, found.name(), end, rest, 0, ""));
      file.truncate(end);
    }
    return new Segment(found.name(), head, end, next, records);
  }

  /** Ends the last file: cuts it at the first hole that nothing proves to have been durable. */
  private Segment endOpen(StorageFile file, Found found, SegmentHead head, long end, long records)
      throws IOException {
    long cut = end;
    long intact = records;
    if (!holes.isEmpty()) {
      Hole torn = holes.get(0);
      cut = torn.from();
      intact -= next - torn.sequence() - holes.stream().mapToLong(Hole::count).sum();
      next = torn.sequence();
    }
    if (cut < found.length()) {
      long rest = found.length() - cut;
      damages.add(damage(Damage.Kind.TORN_TAIL, found.name(), cut, rest, 0, ""));
      file.truncate(cut);
    }
    rewrite(file, Math.min(groupAt, cut), cut);
    return new Segment(found.name(), head, cut, next, intact);
  }

  /**
   * Makes the last commit durable, which may not have been forced although it can be read: what is
   * replayed must outlive a loss of power, too. Forcing alone is not enough, because a force that
   * failed in the last life leaves pages that are read but pass for written.
   */
  private static void rewrite(StorageFile file, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
    for (long at = from; at < to; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(COPY_BYTES, to - at));
      if (!file.readFully(buffer, at)) {
        throw new IOException("the last journal file became shorter while it was read");
      }
      file.writeFully(buffer.flip(), at);
    }
    file.force();
  }

  /** Turns holes into damage whose records were durable. */
  private void confirm(StorageFile file, String name, long durable, long limit) throws IOException {
    while (!holes.isEmpty() && holes.get(0).sequence() <= Math.min(durable, limit - 1)) {
      keep(file, name, holes.remove(0));
    }
  }

  /** Keeps a copy of what stands in a hole, and reports it. */
  private void keep(StorageFile file, String name, Hole hole) throws IOException {
    String kept = hole.from() == hole.to() ? "" : "%s.at-%d.damaged".formatted(name, hole.from());
    if (!kept.isEmpty() && !storage.exists(kept)) {
      try (StorageFile copy = storage.create(kept)) {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        for (long at = hole.from(); at < hole.to(); at += buffer.limit()) {
          buffer.clear().limit((int) Math.min(COPY_BYTES, hole.to() - at));
          var unused = file.readFully(buffer, at);
          buffer.flip();
          copy.writeFully(buffer, at - hole.from());
        }
        copy.force();
      }
    }
    long bytes = hole.to() - hole.from();
    damages.add(damage(Damage.Kind.CORRUPT_BLOCK, name, hole.from(), bytes, hole.count(), kept));
  }

  private static Damage damage(
      Damage.Kind kind, String file, long offset, long bytes, long lost, String keptAs) {
    return new Damage(kind, file, offset, bytes, OptionalLong.of(lost), keptAs);
  }
}
