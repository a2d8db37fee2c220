package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over the intact blocks of a segment and notes what lies between them. Confine to one
 * thread.
 */
final class BlockReader {

  private static final int WINDOW = 1024 * 1024;

  /** Blocks and records are multiples of this, so is the distance of what is searched. */
  private static final int STEP = 8;

  private final StorageFile file;
  private final long salt;
  private final long limit;
  private final List<Gap> gaps = new ArrayList<>();
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long windowAt;
  private long offset;
  private int at;
  private long end;

  /** Bytes from {@code from} to {@code to} that are no block. */
  record Gap(long from, long to) {}

  /** Creates a reader of a file's first {@code limit} bytes. */
  BlockReader(StorageFile file, long salt, long limit) {
    this(file, salt, SegmentHead.BYTES, limit);
  }

  /** Creates a reader of a file from the block at {@code start} on up to {@code limit}. */
  BlockReader(StorageFile file, long salt, long start, long limit) {
    this.end = start;
    this.file = file;
    this.salt = salt;
    this.limit = limit;
    window.limit(0);
  }

  /** Moves to the next intact block; returns false at the end, with the rest noted as a gap. */
  boolean next() throws IOException {
    return nextEndingAfter(0);
  }

  /** Moves to the next intact block with a record of {@code sequence} or above. */
  boolean nextEndingAfter(long sequence) throws IOException {
    long gapFrom = end;
    offset = end;
    while (offset + Block.HEAD_BYTES < limit) {
      boolean head = fill(Block.HEAD_BYTES) && Block.isHead(window, at, salt);
      if (head && gapFrom == offset && Block.first(window, at) + count() <= sequence) {
        offset += Block.HEAD_BYTES + Block.length(window, at);
        gapFrom = offset;
      } else if (head
          && fill(Block.HEAD_BYTES + Block.length(window, at))
          && Block.isIntact(window, at)) {
        end = offset + Block.HEAD_BYTES + Block.length(window, at);
        noteGap(gapFrom, offset);
        return true;
      } else {
        offset += STEP;
      }
    }
    offset = limit;
    end = limit;
    noteGap(gapFrom, limit);
    return false;
  }

  private void noteGap(long from, long to) {
    if (from < to) {
      gaps.add(new Gap(from, to));
    }
  }

  /** Brings {@code bytes} bytes from {@code offset} on into the window, if the file has them. */
  private boolean fill(int bytes) throws IOException {
    if (offset + bytes > limit) {
      return false;
    }
    if (offset < windowAt || offset + bytes > windowAt + window.limit()) {
      windowAt = offset;
      window.clear().limit((int) Math.min(WINDOW, limit - offset));
      var unused = file.readFully(window, windowAt);
      window.flip();
    }
    at = (int) (offset - windowAt);
    return at + bytes <= window.limit();
  }

  /** Returns the sequence of the block's first record. */
  long first() {
    return Block.first(window, at);
  }

  int count() {
    return Block.count(window, at);
  }

  long durableBefore() {
    return Block.durableBefore(window, at);
  }

  /** Returns where the block begins, in bytes from the start of the file. */
  long offset() {
    return offset;
  }

  /** Returns where the block ends, in bytes from the start of the file. */
  long end() {
    return end;
  }

  /** Returns where the block's payload begins in {@link #memory()}. */
  int payloadAt() {
    return at + Block.HEAD_BYTES;
  }

  /** Returns the memory that holds the block until the next call of {@link #next}. */
  ByteBuffer memory() {
    return window;
  }

  /** Returns what was passed over so far. */
  List<Gap> gaps() {
    return gaps;
  }
}
