package dev.qoe.plugin.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, each bounded: of a longer one nothing is kept but its length.
 *
 * <p>It knows where it is, so that reading can go on there. Confine to one thread.
 */
final class LineReader {

  /**
   * A line, without its end. Immutable.
   *
   * @param bytes what it holds; empty if it is too long
   * @param length how long it is, in bytes
   * @param ended whether its end was there: else it may still grow
   */
  @SuppressWarnings("ArrayRecordComponent") // the array is nobody else's
  record Line(byte[] bytes, long length, boolean ended) {}

  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final int mostBytes;
  private final Fingerprint print = new Fingerprint();
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private int from;
  private int to;
  private long position;
  private boolean atEnd;

  LineReader(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** Reads on to a place without looking; false if the stream ends before. */
  boolean skipTo(long place) throws IOException, InterruptedException {
    while (position < place) {
      if (from == to && print.full()) {
        position += in.skip(place - position);
      }
      if (position == place) {
        return true;
      }
      if (from == to && !fill()) {
        return false;
      }
      int count = (int) Math.min(place - position, to - from);
      take(count);
    }
    return true;
  }

  /** Returns whether the next line is there; then {@link #line} is it. */
  boolean next() throws IOException, InterruptedException {
    return !atEnd && (from < to || fill());
  }

  /** Returns the next line. */
  Line line() throws IOException, InterruptedException {
    line.reset();
    long length = 0;
    while (true) {
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      int count = end - from;
      length += count;
      if (length <= mostBytes) {
        line.write(chunk, from, count);
      }
      boolean ended = end < to;
      take(ended ? count + 1 : count);
      if (ended || !fill()) {
        return new Line(length <= mostBytes ? bare() : new byte[0], length, ended);
      }
    }
  }

  private byte[] bare() {
    byte[] bytes = line.toByteArray();
    int end = bytes.length;
    return end > 0 && bytes[end - 1] == '\r' ? Arrays.copyOf(bytes, end - 1) : bytes;
  }

  private void take(int count) {
    print.add(chunk, from, count);
    from += count;
    position += count;
  }

  private boolean fill() throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("reading was interrupted");
    }
    from = 0;
    to = Math.max(0, in.read(chunk, 0, chunk.length));
    atEnd = to == 0;
    return !atEnd;
  }

  /** Returns how many bytes were read. */
  long position() {
    return position;
  }

  /** Returns what the bytes that were read are known by. */
  String print() {
    return print.text();
  }
}
